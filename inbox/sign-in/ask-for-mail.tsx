import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useRequestSignIn } from '../server/me';
import { Complaint } from './complaint';

export function AskForMail({ next, onSent }: { next: string | null; onSent: (email: string) => void }) {
  const [email, setEmail] = useState('');
  const { mutate, isPending, error } = useRequestSignIn();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        mutate({ email: email.trim(), next }, { onSuccess: () => onSent(email.trim()) });
      }}
    >
      <Stack>
        <TextInput
          label="Your e-mail address"
          type="email"
          name="email"
          autoComplete="email"
          required
          withAsterisk={false}
          data-autofocus
          autoFocus
          size="md"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Complaint error={error} />
        <Button type="submit" size="md" loading={isPending}>
          Send me a sign-in link
        </Button>
      </Stack>
    </form>
  );
}
