import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useRedeem } from '../server/me';
import { Complaint } from './complaint';

interface UseLinkProps {
  token: string;
  onOther: () => void;
}

/** A button, because programs that look into mails open links, too: opening alone uses nothing up. */
export function UseLink({ token, onOther }: UseLinkProps) {
  const { mutate, isPending, error } = useRedeem();
  return (
    <Stack align="center">
      <Text ta="center">Your link is here. One more click and you are in.</Text>
      <Complaint error={error} />
      <Button size="md" fullWidth autoFocus loading={isPending} onClick={() => mutate({ token })}>
        Sign in
      </Button>
      <Anchor component="button" type="button" size="sm" c="var(--link)" onClick={onOther}>
        Use another mail
      </Anchor>
    </Stack>
  );
}
