/**
 * What a written turn of the AI amounts to. The product keeps this beside each of its own replies; a dialogue has only the
 * words.
 */
const PERSON =
  /person|human|team\b|teammate|team member|colleague|agent|representative|someone|specialist|operator|advisor|persona|alguien|asesor|agente|compa[n\u00F1]er|equipo|consultor|pessoa|coleg|equip[ea]|consulente|addett|algu[e\u00E9]m|atendente|quelqu.un|conseiller|coll[e\u00E8]gue|mensch|mitarbeiter|kolleg|jemand|operatore|qualcuno|collega|temsilci|yetkili|biri|birisi|arkada\u015F|ekip|orang|petugas|agen|tim\b|rekan|\u0632\u0645\u064A\u0644|\u0632\u0645\u0644\u0627\u0621|\u0641\u0631\u064A\u0642|\u0938\u0939\u0915\u0930\u094D\u092E\u0940|\u091F\u0940\u092E|\u0634\u062E\u0635|\u0645\u0648\u0638\u0641|\u0932\u094B\u0917|\u0935\u094D\u092F\u0915\u094D\u0924\u093F|\u0915\u093F\u0938\u0940|\u090F\u091C\u0947\u0902\u091F/iu;
const HANDS_OVER =
  /\b(?:transfer|hand (?:this|you|it) over|pass (?:this|you|it) (?:on|over)|put you through|connect you|escalate|bring in|pas[eo] la conversaci\u00F3n|te paso|le paso|derive|derivo|transfir|encaminh|passe para|passar (?:para|a conversa)|passe la main|transf\u00E9r|mette en relation|weiterleit|weitergeb|\u00FCbergeb|verbinde|passi? la conversazione|trasferi|metta in contatto|aktar|ba\u011Flayay|y\u00F6nlendir|sambungkan|hubungkan|teruskan|alihkan|connect kar|transfer kar|jod d)|\u0623\u062D\u0648\u0644|\u0627\u062D\u0648\u0644|\u0623\u0648\u0635\u0644|\u062C\u094B\u0921\u093C|\u091F\u094D\u0930\u093E\u0902\u0938\u092B\u0930/iu;
const ASKS =
  /[?\u061F]|\b(?:if you (?:like|want|wish|prefer)|si quiere|si prefiere|si lo desea|se (?:quiser|preferir)|si vous (?:voulez|pr\u00E9f\u00E9rez|le souhaitez)|wenn (?:sie|du) (?:m\u00F6chte|wollen|willst)|se (?:vuole|vuoi|preferisce)|isterseniz|dilerseniz|kalau (?:mau|kakak mau)|jika (?:anda )?mau)|\u0625\u0630\u0627 (?:\u0623\u0631\u062F\u062A|\u062D\u0627\u0628)|\u0627\u0632\u0627 \u062A\u062D\u0628|\u0905\u0917\u0930 \u0906\u092A \u091A\u093E\u0939|agar aap chah/iu;
const NON_ANSWER =
  /not sure|don.t (?:quite )?understand|didn.t (?:quite )?(?:understand|get|catch)|could ?n.t find|can.t find|cannot find|no information|rephrase|did you mean|say that (?:again|differently)|can.t (?:answer|help|read|open)|don.t know|cannot tell|can.t tell|no entiendo|no estoy segur|no encuentro|quisiste decir|n[a\u00E3]o entendi|n[a\u00E3]o sei|n[a\u00E3]o encontrei|quis dizer|pas compris|ne comprends pas|pas s[u\u00FB]r|vouliez-vous dire|nicht verstanden|verstehe (?:das |sie )?nicht|nicht sicher|meinten sie|non ho capito|non sono sicur|non trovo|intendeva|anlamad\u0131m|emin de\u011Filim|tidak mengerti|kurang paham|tidak yakin|\u0644\u0645 \u0623\u0641\u0647\u0645|\u0644\u0633\u062A \u0645\u062A\u0623\u0643\u062F|\u0938\u092E\u091D \u0928\u0939\u0940\u0902|\u092A\u0915\u094D\u0915\u093E \u0928\u0939\u0940\u0902/iu;

const COULD =
  /\b(?:i can|i could|we can|puedo|podemos|posso|possiamo|je peux|nous pouvons|ich kann|wir k\u00F6nnen|saya bisa|kami bisa|\p{L}+(?:ebilir|abilir)i[mz])/iu;
const MOST_WORDS = 5;

/** Whether it asks if a person should take over, or says that one could and asks in a few words: "Would you like that?" */
export function offersPerson(text: string): boolean {
  const sentences = text.split(/(?<=[.!?\u061F\u0964\n])\s*/u);
  const names = (sentence: string) => PERSON.test(sentence) || HANDS_OVER.test(sentence);
  return sentences.some((sentence, at) => {
    const before = sentences[at - 1] ?? '';
    const isBrief = sentence.split(/\s+/u).length <= MOST_WORDS;
    return ASKS.test(sentence) && (names(sentence) || (isBrief && COULD.test(before) && names(before)));
  });
}

/** Whether it helps the customer no further: "did you mean", "I am not sure", "could you rephrase". */
export function isNonAnswer(text: string): boolean {
  return NON_ANSWER.test(text);
}
