import type { SavedReply } from '../../api/contract/saved-reply';
import { SuggestionList } from '../suggest/suggestion-list';
import type { Suggestions } from '../suggest/use-suggestions';
import classes from './saved-replies.module.css';

interface SavedReplySuggestionsProps {
  suggestions: Suggestions<SavedReply> | null;
  fill: (reply: SavedReply) => string;
}

/** The saved replies that fit, and the words that Enter would put into the field. */
export function SavedReplySuggestions({ suggestions, fill }: SavedReplySuggestionsProps) {
  return (
    <SuggestionList
      suggestions={suggestions}
      label="Saved replies"
      keyOf={({ id }) => id}
      show={({ name, text }) => (
        <span className={classes['option']}>
          <span className={`${classes['name'] ?? ''} one-line`} dir="auto">
            {name}
          </span>
          <span className={`${classes['words'] ?? ''} one-line`} dir="auto">
            {text}
          </span>
        </span>
      )}
      preview={(reply) => (
        <div className="foreign" dir="auto">
          {fill(reply)}
        </div>
      )}
    />
  );
}
