/** The fixed rules that hand over before the AI is asked, as they are named in the record. */
const RULES: Record<string, string> = {
  button: 'pressed “Talk to a person”',
  explicit: 'explicit request',
  callback: 'asked to be called back',
  accepted_offer: 'accepted the offer of a person',
  department: 'asked for a department',
  upset: 'strong anger',
  late: 'written long before it reached us',
  spam: 'advertising',
  automatic_reply: 'a machine’s automatic reply',
  media: 'a file without words',
  most_answers: 'most answers per hour',
  did_not_help_again: 'two answers did not help',
};

/** A rule in words; one that this page does not know yet keeps its own name. */
export function ruleInWords(rule: string): string {
  return RULES[rule] ?? rule.replaceAll('_', ' ');
}

/** `promptVersion` as "Prompt version". */
export function scoreName(name: string): string {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])|_/gu, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
