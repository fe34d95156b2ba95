/** Is `typed` one slip away from `word`: a letter missing, added, replaced, or two neighbours swapped? Linear. */
export function isOneTypoAway(typed: string, word: string): boolean {
  const difference = typed.length - word.length;
  if (Math.abs(difference) > 1) return false;
  let i = 0;
  while (i < typed.length && typed[i] === word[i]) i += 1;
  const rest = (text: string, from: number): string => text.slice(from);
  if (difference === 1) return rest(typed, i + 1) === rest(word, i);
  if (difference === -1) return rest(typed, i) === rest(word, i + 1);
  if (rest(typed, i + 1) === rest(word, i + 1)) return true;
  return typed[i] === word[i + 1] && typed[i + 1] === word[i] && rest(typed, i + 2) === rest(word, i + 2);
}
