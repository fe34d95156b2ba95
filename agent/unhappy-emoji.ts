// Thumbs down, angry, steaming, swearing, crying, disappointed, broken heart: an answer that did not help.
const UNHAPPY =
  /[\u{1F44E}\u{1F494}\u{1F4A2}\u{1F595}\u{1F61E}\u{1F620}-\u{1F622}\u{1F624}\u{1F62D}\u{1F641}\u{1F644}\u{1F92C}\u2639]/u;

/** Whether a text carries an emoji of anger or disappointment; such a message is no "ok", even without a word. */
export function isUnhappy(text: string): boolean {
  return UNHAPPY.test(text);
}
