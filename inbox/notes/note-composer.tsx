import { ActionIcon, Loader, Text, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { TbNote } from 'react-icons/tb';
import type { RefObject } from 'react';
import type { Me } from '../../api/contract/sign-in';
import type { Teammate } from '../../api/contract/teammate';
import { useNoteDraft } from '../server/note-draft';
import { useAddNote } from '../server/notes';
import { sentenceOf } from '../server/problem';
import { useTeammates } from '../server/teammates';
import { SuggestionList } from '../suggest/suggestion-list';
import { useSuggestions } from '../suggest/use-suggestions';
import { mentionsIn } from './mentions';
import classes from './note-composer.module.css';

/** The API's. */
const LIMIT = 4_000;
const NEAR_LIMIT = 3_700;
const MOST_SUGGESTED = 8;

interface NoteComposerProps {
  conversationId: string;
  me: Me;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** Where a teammate writes to the team; `@` offers whom to mail. What was written stays until the API has stored it. */
export function NoteComposer({ conversationId, me, field }: NoteComposerProps) {
  const [draft, write, clientIdOf] = useNoteDraft({ teammateId: me.id, conversationId });
  const { data: teammates = [] } = useTeammates();
  const { mutate, isPending, error, failureReason } = useAddNote(conversationId);
  const hasTouch = useMediaQuery('(pointer: coarse)');
  const suggestions = useSuggestions<Teammate>({
    field,
    text: draft,
    write,
    sign: '@',
    find: (query) => teammates.filter((teammate) => isMeant(teammate, query)).slice(0, MOST_SUGGESTED),
    insert: ({ name }) => `@${name} `,
  });
  const text = draft.trim();
  const others = mentionsIn(text, teammates).filter((id) => id !== me.id).length;
  const isAddable = text !== '' && text.length <= LIMIT && !isPending;
  const add = () => {
    if (!isAddable) return;
    mutate({ clientId: clientIdOf(text), text, mentions: mentionsIn(text, teammates) }, { onSuccess: () => write('') });
    field.current?.focus();
  };
  return (
    <form
      className={classes['composer']}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <SuggestionList
        suggestions={suggestions.open}
        label="Teammates"
        keyOf={({ id }) => id}
        show={({ id, name, email }) => (
          <>
            <span className="one-line">
              {name}
              {id === me.id && ' (you)'}
            </span>
            <span className={`${classes['address'] ?? ''} one-line`}>{email}</span>
          </>
        )}
      />
      <div className={classes['line']}>
        <Textarea
          ref={field}
          flex={1}
          autosize
          minRows={1}
          maxRows={10}
          size="md"
          classNames={{ input: classes['field'] ?? '' }}
          aria-label="Note for the team"
          placeholder="A note; @ mails a colleague"
          value={draft}
          readOnly={isPending}
          error={text.length > LIMIT}
          {...suggestions.fieldProps}
          onChange={({ currentTarget }) => {
            write(currentTarget.value);
            suggestions.follow(currentTarget);
          }}
          onSelect={({ currentTarget }) => suggestions.follow(currentTarget)}
          onKeyDown={(event) => {
            if (suggestions.key(event)) return;
            // While an input method composes a word, Enter chooses it.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || hasTouch) return;
            event.preventDefault();
            add();
          }}
        />
        <ActionIcon
          type="submit"
          size={42}
          radius="xl"
          variant="outline"
          color="var(--note-ink)"
          disabled={!isAddable}
          aria-label="Add the note"
        >
          {isPending ? <Loader size={18} color="currentcolor" /> : <TbNote size={20} />}
        </ActionIcon>
      </div>
      <Text size="xs" c={error === null ? 'var(--faint)' : 'var(--alarm)'} role="status">
        {error !== null && `Not added. ${sentenceOf(error)}`}
        {isPending &&
          (failureReason === null ? 'Adding …' : 'Baton cannot be reached; the note is kept and tried again.')}
        {error === null && !isPending && text.length > NEAR_LIMIT && `${LIMIT - text.length} characters left`}
        {error === null && !isPending && text.length <= NEAR_LIMIT && others > 0 && willBeMailed(others)}
      </Text>
    </form>
  );
}

/** Any word of the name, or the address, begins with what was typed. */
function isMeant({ name, email }: Teammate, query: string): boolean {
  const wanted = query.toLocaleLowerCase();
  return [...name.split(/\s+/u), email].some((word) => word.toLocaleLowerCase().startsWith(wanted));
}

function willBeMailed(others: number): string {
  return others === 1 ? '1 colleague will be mailed' : `${others} colleagues will be mailed`;
}
