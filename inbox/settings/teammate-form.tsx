import { Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Teammate } from '../../api/contract/teammate';
import { useSaveTeammate, type TeammateFields } from '../server/team';
import { Dialog } from './dialog';
import { fieldErrors } from './field-errors';
import { Form } from './form';
import { PersonalFields } from './personal-fields';
import { Save } from './save';
import { tellDone } from './tell';
import { ownZone } from './zone-choices';

interface TeammateFormProps {
  /** Null to invite somebody. */
  teammate: Teammate | null;
  onClose: () => void;
}

const FIELDS = ['name', 'email', 'role', 'publicName', 'timeZone', 'language'] as const;

const NOBODY: TeammateFields = {
  name: '',
  email: '',
  role: 'teammate',
  timeZone: ownZone(),
  language: null,
  publicName: null,
};

/** Invites a teammate, or changes one. */
export function TeammateForm({ teammate, onClose }: TeammateFormProps) {
  const [fields, setFields] = useState<TeammateFields>(() => (teammate === null ? NOBODY : fieldsOf(teammate)));
  const { mutate, isPending, error } = useSaveTeammate();
  const { at, rest } = fieldErrors(error, FIELDS);
  const change = (to: Partial<TeammateFields>) => setFields((known) => ({ ...known, ...to }));
  return (
    <Dialog isForm onClose={onClose} title={teammate === null ? 'Invite a teammate' : `Change ${teammate.name}`}>
      <Form
        error={error}
        isSaving={isPending}
        onSubmit={() =>
          mutate(
            { id: teammate?.id ?? null, fields: { ...fields, email: fields.email.trim() } },
            {
              onSuccess: ({ name, email }) => {
                tellDone(
                  teammate === null ? `${name} is invited: a link is on its way to ${email}.` : `${name} is changed.`,
                );
                onClose();
              },
            },
          )
        }
      >
        <PersonalFields
          fields={fields}
          errors={at}
          onChange={change}
          afterName={
            <>
              <TextInput
                label="E-mail address"
                description={
                  teammate === null ? 'An invitation goes there, and later every handoff.' : 'Every handoff goes there.'
                }
                type="email"
                required
                withAsterisk={false}
                autoComplete="off"
                value={fields.email}
                error={at.email}
                onChange={(event) => change({ email: event.currentTarget.value })}
              />
              <Radio.Group label="Role" value={fields.role} error={at.role} onChange={(role) => change({ role: role })}>
                <Stack gap="xs" mt={4}>
                  <Radio value="teammate" label="Teammate" description="Answers customers." />
                  <Radio
                    value="owner"
                    label="Owner"
                    description="Also changes the team, these settings and articles."
                  />
                </Stack>
              </Radio.Group>
            </>
          }
        />
        <Save words={teammate === null ? 'Invite' : 'Save'} isSaving={isPending} error={rest} />
      </Form>
    </Dialog>
  );
}

function fieldsOf({ name, email, role, timeZone, language, publicName }: Teammate): TeammateFields {
  return { name, email, role, timeZone, language, publicName };
}
