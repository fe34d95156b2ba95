import type { Conversation } from '../../api/contract/conversation';

/** What to call a customer: the name WhatsApp gave, else the username, else the number. */
export function customerName({ name, username, phone }: Conversation['customer']): string {
  if (name !== null && name.trim() !== '') return name;
  if (username !== null) return `@${username}`;
  return phone === null ? 'Unknown customer' : `+${phone}`;
}

/** One or two letters for a picture nobody has given; whole characters, whatever the script. */
export function initialsOf(name: string): string {
  const words = name.replace(/^[@+]/, '').split(/\s+/u).filter(Boolean);
  const first = (word = '') => [...new Intl.Segmenter().segment(word)][0]?.segment ?? '';
  return (first(words[0]) + (words.length > 1 ? first(words.at(-1)) : '')).toUpperCase();
}
