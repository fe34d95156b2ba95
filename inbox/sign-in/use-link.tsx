import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useRedeem } from '../server/me';
import { Refused } from '../server/problem';
import { Complaint } from './complaint';

interface UseLinkProps {
  token: string;
  onOther: () => void;
}

/** A button, because programs that look into mails open links, too: opening alone uses nothing up. */
export function UseLink({ token, onOther }: UseLinkProps) {
  const { mutate, isPending, error } = useRedeem();
  const isSpent = error instanceof Refused && error.code === 'sign_in_failed';
  return (
    <Stack align="center">
      {isSpent ? (
        <>
          <Text ta="center" role="alert">
            This link was used already, or is too old.
          </Text>
          <Button size="md" fullWidth autoFocus onClick={onOther}>
            Ask for a new mail
          </Button>
        </>
      ) : (
        <>
          <Text ta="center">Your link is here. One more click and you are in.</Text>
          <Complaint error={error} />
          <Button size="md" fullWidth autoFocus loading={isPending} onClick={() => mutate({ token })}>
            Sign in
          </Button>
          <Anchor component="button" type="button" size="sm" c="var(--link)" onClick={onOther}>
            Use another mail
          </Anchor>
        </>
      )}
    </Stack>
  );
}
