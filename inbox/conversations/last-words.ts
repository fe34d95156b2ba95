import type { Conversation } from '../../api/contract/conversation';
import { kindInWords } from '../words/kind-words';
import { summaryLines } from '../words/summary-lines';
import { inOneLine } from '../words/whatsapp-marks';

/** `saidBy` is null for the customer's own words, and for what stands for them. */
interface LastWords {
  saidBy: string | null;
  words: string;
}

/**
 * The last message and who said it, to be shown in one line. While a person is waited for, and the last to
 * speak was the AI that told the customer so, it is what the customer wants: every reassurance reads the same.
 */
export function lastWords(
  { lastMessage, handler, handoff }: Conversation,
  nameOf: (teammateId: string | null) => string,
): LastWords {
  if (lastMessage === null) return { saidBy: null, words: 'No messages yet' };
  const wanted = summaryLines(handoff?.summary ?? '')?.[0]?.words;
  if (handler.kind === 'teammate' && lastMessage.author === 'ai' && wanted !== undefined)
    return { saidBy: null, words: inOneLine(wanted) };
  const text = inOneLine(lastMessage.text ?? '');
  const words = text === '' ? kindInWords(lastMessage.kind) : text;
  switch (lastMessage.author) {
    case 'customer':
      return { saidBy: null, words };
    case 'ai':
      return { saidBy: 'AI', words };
    case 'teammate':
      return { saidBy: nameOf(lastMessage.teammateId), words };
    case 'business_phone':
      return { saidBy: 'Phone', words };
  }
}
