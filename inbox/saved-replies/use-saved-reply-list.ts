import type { RefObject } from 'react';
import type { Conversation } from '../../api/contract/conversation';
import type { Me } from '../../api/contract/sign-in';
import type { SavedReply } from '../../api/contract/saved-reply';
import { useSavedReplies } from '../server/saved-replies';
import { publicNameOf } from '../settings/public-name';
import { useSuggestions } from '../suggest/use-suggestions';
import { fillPlaceholders, firstNameOf, type PlaceholderValues } from './fill-placeholders';

interface SavedReplyListOf {
  field: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  write: (text: string) => void;
  customer: Conversation['customer'];
  me: Me;
}

/** Offers saved replies while a word is typed behind a slash; `fill` is what one becomes here. */
export function useSavedReplyList({ field, draft, write, customer, me }: SavedReplyListOf) {
  const { data } = useSavedReplies(draft !== '');
  const values: PlaceholderValues = {
    customer: firstNameOf(customer.name),
    me: publicNameOf(me),
    business: data?.business ?? '',
  };
  const fill = ({ text }: SavedReply) => fillPlaceholders(text, values);
  const suggestions = useSuggestions<SavedReply>({
    field,
    text: draft,
    write,
    sign: '/',
    find: (query) => findReplies(data?.items ?? [], query),
    insert: fill,
  });
  return { ...suggestions, fill };
}

/** Those with the word in their name first, then those with it in their text. */
function findReplies(replies: readonly SavedReply[], query: string): SavedReply[] {
  const wanted = query.toLocaleLowerCase();
  const holds = (text: string) => text.toLocaleLowerCase().includes(wanted);
  return [
    ...replies.filter(({ name }) => holds(name)),
    ...replies.filter(({ name, text }) => !holds(name) && holds(text)),
  ];
}
