import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { Me } from '../../api/contract/sign-in';
import { NotifySection } from '../notify/notify-section';
import { useSignOut } from '../server/me';
import { useSaveMe, type MyFields } from '../server/team';
import { AskOnce } from './ask-once';
import { fieldErrors } from './field-errors';
import { Form } from './form';
import { PartPage } from './part-page';
import { PersonalFields } from './personal-fields';
import { Save } from './save';
import { Section } from './section';
import { tellDone } from './tell';

const FIELDS = ['name', 'publicName', 'timeZone', 'language'] as const;

/** What teammates decide about themselves. */
export function YouPart({ me }: { me: Me }) {
  const { name, publicName, timeZone, language, email } = me;
  const stored: MyFields = { name, publicName, timeZone, language };
  const [edited, setEdited] = useState<Partial<MyFields>>({});
  const { mutate, isPending, error } = useSaveMe();
  const { at, rest } = fieldErrors(error, FIELDS);
  const fields = { ...stored, ...edited };
  return (
    <PartPage title="You" text="How customers and your team see you.">
      <Section title="About you">
        <Form
          error={error}
          isSaving={isPending}
          onSubmit={() =>
            mutate(fields, {
              onSuccess: () => {
                setEdited({});
                tellDone('Saved.');
              },
            })
          }
        >
          <PersonalFields
            fields={fields}
            errors={at}
            onChange={(change) => setEdited((known) => ({ ...known, ...change }))}
          />
          <Text size="sm" c="var(--faint)" className="foreign">
            You sign in and get handoffs at {email}.{me.role === 'owner' ? '' : ' An owner can change the address.'}
          </Text>
          <Save
            words="Save"
            isSaving={isPending}
            isChanged={FIELDS.some((field) => fields[field] !== stored[field])}
            error={rest}
          />
        </Form>
      </Section>
      <NotifySection teammateId={me.id} />
      <SignOutEverywhere />
    </PartPage>
  );
}

function SignOutEverywhere() {
  const [isAsking, setIsAsking] = useState(false);
  const { mutate, isPending, error } = useSignOut();
  return (
    <Section
      title="Where you are signed in"
      text="A lost phone, a computer that is not yours: end every session at once."
    >
      <Button variant="default" onClick={() => setIsAsking(true)}>
        Sign out everywhere
      </Button>
      {isAsking && (
        <AskOnce
          title="Sign out everywhere?"
          words="Sign out everywhere"
          isDoing={isPending}
          error={error}
          onClose={() => setIsAsking(false)}
          onDo={() => mutate('everywhere')}
        >
          You are signed out on every device, this one too. A mail to your address signs you in again.
        </AskOnce>
      )}
    </Section>
  );
}
