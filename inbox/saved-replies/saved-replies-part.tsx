import { Button } from '@mantine/core';
import { TbPlus } from 'react-icons/tb';
import { useState } from 'react';
import type { SavedReply } from '../../api/contract/saved-reply';
import type { Me } from '../../api/contract/sign-in';
import { useSavedReplies } from '../server/saved-replies';
import { Nothing } from '../settings/nothing';
import { PartPage } from '../settings/part-page';
import { Reading } from '../settings/reading';
import list from '../settings/team-part.module.css';
import { DeleteSavedReply } from './delete-saved-reply';
import { SavedReplyForm } from './saved-reply-form';
import classes from './saved-replies.module.css';

type Open = { kind: 'new' } | { kind: 'change' | 'delete'; reply: SavedReply };

/** Words that everybody uses and everybody keeps in order. */
export function SavedRepliesPart({ me }: { me: Me }) {
  const saved = useSavedReplies();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const business = saved.data?.business ?? '';
  return (
    <PartPage
      title="Saved replies"
      text="Words you write again and again. Type / where you reply, choose one, and change it before you send it."
      action={
        <Button leftSection={<TbPlus size={16} aria-hidden />} onClick={() => setOpen({ kind: 'new' })}>
          Save a reply
        </Button>
      }
    >
      {saved.data === undefined ? (
        <Reading queries={[saved]} what="the saved replies" />
      ) : saved.data.items.length === 0 ? (
        <Nothing title="No saved replies yet">Begin with what you answered twice today.</Nothing>
      ) : (
        <ul className={list['list']} aria-label="Saved replies">
          {saved.data.items.map((reply) => (
            <li key={reply.id} className={list['row']}>
              <div className={list['who']}>
                <div className={`${list['name'] ?? ''} foreign`}>{reply.name}</div>
                <div className={`${classes['text'] ?? ''} foreign`} dir="auto">
                  {reply.text}
                </div>
              </div>
              <div className={list['actions']}>
                <Button size="compact-sm" variant="default" onClick={() => setOpen({ kind: 'change', reply })}>
                  Change
                  <span className="unseen"> {reply.name}</span>
                </Button>
                <Button
                  size="compact-sm"
                  variant="default"
                  c="var(--alarm)"
                  onClick={() => setOpen({ kind: 'delete', reply })}
                >
                  Delete
                  <span className="unseen"> {reply.name}</span>
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {open?.kind === 'new' && <SavedReplyForm reply={null} me={me} business={business} onClose={close} />}
      {open?.kind === 'change' && <SavedReplyForm reply={open.reply} me={me} business={business} onClose={close} />}
      {open?.kind === 'delete' && <DeleteSavedReply reply={open.reply} onClose={close} />}
    </PartPage>
  );
}
