import type { Message } from '../../api/contract/message';
import { useNameOf } from '../server/teammates';

/** Whose words these are, where the customer needs no name. */
export function useAuthorInWords(): (author: Message['author']) => string {
  const nameOf = useNameOf();
  return (author) => {
    switch (author.kind) {
      case 'customer':
        return 'Customer';
      case 'ai':
        return 'AI';
      case 'business_phone':
        return 'Business phone';
      case 'teammate':
        return nameOf(author.teammateId);
    }
  };
}
