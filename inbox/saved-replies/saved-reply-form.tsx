import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SavedReply } from '../../api/contract/saved-reply';
import type { Me } from '../../api/contract/sign-in';
import { useSaveReply, type SavedReplyFields } from '../server/saved-replies';
import { Dialog } from '../settings/dialog';
import { fieldErrors } from '../settings/field-errors';
import { Form } from '../settings/form';
import { publicNameOf } from '../settings/public-name';
import { Save } from '../settings/save';
import { tellDone } from '../settings/tell';
import { fillPlaceholders, PLACEHOLDERS } from './fill-placeholders';
import classes from './saved-replies.module.css';

interface SavedReplyFormProps {
  /** Null for a new one. */
  reply: SavedReply | null;
  me: Me;
  business: string;
  onClose: () => void;
}

/** Somebody to show the words with. */
const CUSTOMER = 'Maria';

/** Saves words for reuse, or changes them, and shows what a customer would read. */
export function SavedReplyForm({ reply, me, business, onClose }: SavedReplyFormProps) {
  const [fields, setFields] = useState<SavedReplyFields>({ name: reply?.name ?? '', text: reply?.text ?? '' });
  const { mutate, isPending, error } = useSaveReply();
  const { at, rest } = fieldErrors(error, ['name', 'text']);
  const example = fillPlaceholders(fields.text, { customer: CUSTOMER, me: publicNameOf(me), business });
  return (
    <Dialog isForm onClose={onClose} title={reply === null ? 'Save a reply' : `Change “${reply.name}”`}>
      <Form
        error={error}
        isSaving={isPending}
        onSubmit={() =>
          mutate(
            { id: reply?.id ?? null, fields },
            {
              onSuccess: ({ name }) => {
                tellDone(`“${name}” is saved.`);
                onClose();
              },
            },
          )
        }
      >
        <TextInput
          label="Name"
          description="What you find it by, behind the slash."
          required
          withAsterisk={false}
          autoComplete="off"
          value={fields.name}
          error={at.name}
          onChange={({ currentTarget: { value } }) => setFields({ ...fields, name: value })}
        />
        <Textarea
          label="Text"
          required
          withAsterisk={false}
          autosize
          minRows={4}
          maxRows={12}
          value={fields.text}
          error={at.text}
          onChange={({ currentTarget: { value } }) => setFields({ ...fields, text: value })}
        />
        <p className={classes['signs']}>
          {PLACEHOLDERS.map(({ sign, words }) => (
            <span key={sign}>
              <code>{sign}</code> {words}
            </span>
          ))}
        </p>
        {example !== '' && (
          <div
            className={`${classes['example'] ?? ''} foreign`}
            dir="auto"
            role="group"
            aria-label="What Maria would read"
          >
            {example}
          </div>
        )}
        <Save words="Save" isSaving={isPending} error={rest} />
      </Form>
    </Dialog>
  );
}
