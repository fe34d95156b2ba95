import { Skeleton, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import type { Teammate } from '../../api/contract/teammate';
import { useMakeSignInLink } from '../server/team';
import { Complaint } from '../sign-in/complaint';
import { moment } from '../words/time-words';
import { CopySecret } from './copy-secret';
import { Dialog } from './dialog';

/** For when mail is down: a link to send to the teammate another way. Made when this opens. */
export function SignInLink({ teammate: { id, name }, onClose }: { teammate: Teammate; onClose: () => void }) {
  const { mutate, data, error } = useMakeSignInLink();
  useEffect(() => mutate(id), [mutate, id]);
  return (
    <Dialog title={`A sign-in link for ${name}`} onClose={onClose}>
      <Stack>
        <Text size="sm" className="foreign">
          For when mail is down. Whoever opens it is signed in as {name}: send it to nobody else.
        </Text>
        {error === null && data === undefined && <Skeleton h={36} role="status" aria-label="Making the link" />}
        <Complaint error={error} />
        {data !== undefined && (
          <>
            <CopySecret label="Link" value={data.url} />
            <Text size="sm" c="var(--faint)">
              It works once, until {moment(data.expiresAt)}.
            </Text>
          </>
        )}
      </Stack>
    </Dialog>
  );
}
