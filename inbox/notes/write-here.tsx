import { TbLock, TbMessage } from 'react-icons/tb';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Me } from '../../api/contract/sign-in';
import { hasNoteDraft } from '../server/note-draft';
import { NoteComposer } from './note-composer';
import classes from './write-here.module.css';

interface WriteHereProps {
  conversationId: string;
  me: Me;
  /** What writes to the customer. It stays as it is while a note is written. */
  children: ReactNode;
}

/** To whom the next words go: the customer, or only the team. Alt+N changes it from within either field. */
export function WriteHere({ conversationId, me, children }: WriteHereProps) {
  const [isNote, setIsNote] = useState(() => hasNoteDraft({ teammateId: me.id, conversationId }));
  const reply = useRef<HTMLDivElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const wasAsked = useRef(false);
  useEffect(() => {
    // Nobody's focus is moved by merely opening a conversation.
    if (!wasAsked.current) return;
    wasAsked.current = false;
    (isNote ? note.current : reply.current?.querySelector('textarea'))?.focus();
  }, [isNote]);
  const change = (to: boolean) => {
    wasAsked.current = true;
    setIsNote(to);
  };
  return (
    <div
      onKeyDown={(event) => {
        // By its place: with Alt, some keyboards type another letter there.
        if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyN') return;
        event.preventDefault();
        change(!isNote);
      }}
    >
      <div className={classes['switch']} role="group" aria-label="To whom you write">
        <button
          type="button"
          // In place of the field that is hidden.
          data-key={isNote ? 'r' : undefined}
          aria-pressed={!isNote}
          onClick={() => change(false)}
        >
          <TbMessage size={14} aria-hidden /> Reply
        </button>
        <button type="button" aria-pressed={isNote} data-note aria-keyshortcuts="Alt+N" onClick={() => change(true)}>
          <TbLock size={14} aria-hidden /> Note
        </button>
        {isNote && <span className={classes['who']}>Only the team reads this; the customer and the AI never do.</span>}
      </div>
      <div ref={reply} hidden={isNote}>
        {children}
      </div>
      {isNote && <NoteComposer conversationId={conversationId} me={me} field={note} />}
    </div>
  );
}
