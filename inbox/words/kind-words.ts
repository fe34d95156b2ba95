const WORDS: Record<string, string> = {
  image: 'Photo',
  video: 'Video',
  audio: 'Voice message',
  document: 'Document',
  sticker: 'Sticker',
  location: 'Location',
  contacts: 'Contact card',
  reaction: 'Reaction',
  order: 'Order',
  revoked: 'Deleted by the customer',
  unsupported: 'A message WhatsApp does not show to businesses',
};

/** What a message without words is. */
export function kindInWords(kind: string): string {
  return WORDS[kind] ?? 'Message';
}
