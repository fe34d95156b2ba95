import { Button, Checkbox, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Me } from '../../api/contract/sign-in';
import { useMakeApiKey, type NewKey } from '../server/api-keys';
import { useTeammates } from '../server/teammates';
import { CopySecret } from './copy-secret';
import { Dialog } from './dialog';
import { fieldErrors } from './field-errors';
import { Form } from './form';
import { Save } from './save';
import { SCOPE_WORDS } from './scope-words';

/** Makes a key, and shows it this once. */
export function MakeApiKey({ me, onClose }: { me: Me; onClose: () => void }) {
  const { mutate, data, isPending, error } = useMakeApiKey();
  return (
    <Dialog isForm onClose={onClose} title={data === undefined ? 'Make a key' : 'Your new key'}>
      {data === undefined ? (
        <KeyForm me={me} isSaving={isPending} error={error} onMake={mutate} />
      ) : (
        <Stack>
          <Text size="sm" role="status">
            Copy it now: it is shown only this once. Whoever has it can do what it may do.
          </Text>
          <CopySecret label="Key" value={data.key} />
          <Button variant="default" onClick={onClose}>
            Done
          </Button>
        </Stack>
      )}
    </Dialog>
  );
}

interface KeyFormProps {
  me: Me;
  isSaving: boolean;
  error: unknown;
  onMake: (key: NewKey) => void;
}

function KeyForm({ me, isSaving, error, onMake }: KeyFormProps) {
  const { data: teammates = [] } = useTeammates();
  const [key, setKey] = useState<NewKey>({ name: '', teammateId: me.id, scopes: ['read', 'write'] });
  const { at, rest } = fieldErrors(error, ['name', 'teammateId', 'scopes']);
  return (
    <Form error={error} isSaving={isSaving} onSubmit={() => onMake(key)}>
      <TextInput
        label="Name"
        description="Which program uses it."
        placeholder="Our shop"
        required
        withAsterisk={false}
        maxLength={200}
        autoComplete="off"
        data-autofocus
        value={key.name}
        error={at.name}
        onChange={({ currentTarget: { value } }) => setKey((known) => ({ ...known, name: value }))}
      />
      <Select
        label="Acts as"
        allowDeselect={false}
        data={teammates.map(({ id, name }) => ({ value: id, label: id === me.id ? `${name} (you)` : name }))}
        value={key.teammateId}
        error={at.teammateId}
        onChange={(teammateId) => setKey((known) => ({ ...known, teammateId: teammateId ?? known.teammateId }))}
      />
      <Checkbox.Group
        label="May"
        value={key.scopes}
        error={at.scopes}
        onChange={(scopes) => setKey((known) => ({ ...known, scopes: scopes }))}
      >
        <Stack gap="xs" mt={4}>
          {Object.entries(SCOPE_WORDS).map(([scope, { name, text }]) => (
            <Checkbox key={scope} value={scope} label={name} description={text} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Save words="Make the key" isSaving={isSaving} error={rest} />
    </Form>
  );
}
