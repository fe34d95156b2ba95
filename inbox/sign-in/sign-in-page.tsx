import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Me } from '../../api/contract/sign-in';
import { useHasEnded } from '../server/me';
import { Mark } from '../shell/mark';
import { AskForMail } from './ask-for-mail';
import { EnterCode } from './enter-code';
import { UseLink } from './use-link';

/** The link's token stands in the fragment, which no server and no log ever sees. */
function tokenInAddress(): string | null {
  const token = window.location.hash.slice(1);
  return token === '' ? null : token;
}

/** Signing in: by the mail's link, whose token a button redeems, or by the code of the same mail. */
export function SignInPage({ me, next }: { me: Me | null; next: string | null }) {
  const [token, setToken] = useState(tokenInAddress);
  const [email, setEmail] = useState<string | null>(null);
  const [, navigate] = useLocation();
  const hasEnded = useHasEnded();
  const isIn = me !== null;
  useEffect(() => {
    if (isIn) navigate(safePath(next) ?? '/', { replace: true });
  }, [isIn, next, navigate]);

  return (
    <Center mih="100%" p="md" bg="var(--sunken)">
      <Paper component="main" withBorder p="xl" w="100%" maw={400} radius="lg">
        <Stack gap="lg">
          <Stack gap="xs" align="center">
            <Mark size={44} />
            <Title order={1} size="h3">
              Sign in to Baton
            </Title>
          </Stack>
          {hasEnded && (
            <Text ta="center" role="status">
              Your session has ended. What you wrote here is kept until you are back.
            </Text>
          )}
          {token !== null ? (
            <UseLink token={token} onOther={() => setToken(null)} />
          ) : email === null ? (
            <AskForMail next={next} onSent={setEmail} />
          ) : (
            <EnterCode email={email} onOther={() => setEmail(null)} />
          )}
          <Text size="xs" c="var(--faint)" ta="center">
            Only teammates can sign in. Ask the owner of this inbox for an invitation.
          </Text>
        </Stack>
      </Paper>
    </Center>
  );
}

/** A path of this page; anything else could lead away from it. */
function safePath(path: string | null): string | null {
  return path !== null && /^\/(?![/\\])/.test(path) && path !== '/sign-in' ? path : null;
}
