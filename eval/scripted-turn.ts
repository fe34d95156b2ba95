/**
 * What a written turn of the AI amounts to. The product keeps this beside each of its own replies; a dialogue has only the
 * words.
 */
const NON_ANSWER =
  /not sure|don.t (?:quite )?understand|didn.t (?:quite )?(?:understand|get|catch)|could ?n.t find|can.t find|cannot find|no information|rephrase|did you mean|say that (?:again|differently)|can.t (?:answer|help|read|open)|don.t know|cannot tell|can.t tell|no entiendo|no estoy segur|no encuentro|quisiste decir|n[a\u00E3]o entendi|n[a\u00E3]o sei|n[a\u00E3]o encontrei|quis dizer|pas compris|ne comprends pas|pas s[u\u00FB]r|vouliez-vous dire|nicht verstanden|verstehe (?:das |sie )?nicht|nicht sicher|meinten sie|non ho capito|non sono sicur|non trovo|intendeva|anlamad\u0131m|emin de\u011Filim|tidak mengerti|kurang paham|tidak yakin|\u0644\u0645 \u0623\u0641\u0647\u0645|\u0644\u0633\u062A \u0645\u062A\u0623\u0643\u062F|\u0938\u092E\u091D \u0928\u0939\u0940\u0902|\u092A\u0915\u094D\u0915\u093E \u0928\u0939\u0940\u0902/iu;

/** Whether it helps the customer no further: "did you mean", "I am not sure", "could you rephrase". */
export function isNonAnswer(text: string): boolean {
  return NON_ANSWER.test(text);
}
