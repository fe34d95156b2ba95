import type { Conversation } from '../../api/contract/conversation';
import { kindInWords } from '../words/kind-words';
import { summaryLines } from '../words/summary-lines';
import { inOneLine } from '../words/whatsapp-marks';

/**
 * The last message and who said it, in one line: "You: On its way." While a person is waited for, and the last to speak was
 * the AI that told the customer so, it is what the customer wants: every reassurance reads the same.
 */
export function lastWords(
  { lastMessage, handler, handoff }: Conversation,
  nameOf: (teammateId: string | null) => string,
): string {
  if (lastMessage === null) return 'No messages yet';
  const wanted = summaryLines(handoff?.summary ?? '')?.[0]?.words;
  if (handler.kind === 'teammate' && lastMessage.author === 'ai' && wanted !== undefined) return inOneLine(wanted);
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
