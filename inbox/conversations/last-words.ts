import type { Conversation } from '../../api/contract/conversation';
import { kindInWords } from '../words/kind-words';
import { inOneLine } from '../words/whatsapp-marks';

/** The last message and who said it, in one line: "You: On its way." */
export function lastWords({ lastMessage }: Conversation, nameOf: (teammateId: string | null) => string): string {
  if (lastMessage === null) return 'No messages yet';
  const words = inOneLine(lastMessage.text ?? '');
  const said = words === '' ? kindInWords(lastMessage.kind) : words;
  switch (lastMessage.author) {
    case 'customer':
      return said;
    case 'ai':
      return `AI: ${said}`;
    case 'teammate':
      return `${nameOf(lastMessage.teammateId)}: ${said}`;
    case 'business_phone':
      return `Phone: ${said}`;
  }
}
