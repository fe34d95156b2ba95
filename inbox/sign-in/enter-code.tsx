import { Anchor, Button, PinInput, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useRedeem } from '../server/me';
import { Refused } from '../server/problem';
import { Complaint } from './complaint';

const LENGTH = 6;

interface EnterCodeProps {
  email: string;
  onOther: () => void;
}

/** For whoever reads the mail elsewhere: an installed app shares nothing with the browser that opens the link. */
export function EnterCode({ email, onOther }: EnterCodeProps) {
  const [code, setCode] = useState('');
  const { mutate, isPending, error } = useRedeem();
  const isWrong = error instanceof Refused && error.code === 'sign_in_failed';
  const digits = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The field was disabled meanwhile, which took the focus from it.
    if (error !== null) digits.current?.querySelector('input')?.focus();
  }, [error]);
  const redeem = (typed: string) => mutate({ email, code: typed }, { onError: () => setCode('') });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        redeem(code);
      }}
    >
      <Stack align="center">
        <Text role="status" ta="center">
          If <strong className="foreign">{email}</strong> belongs to a teammate, a mail is on its way. Open its link, or
          type its code here.
        </Text>
        <PinInput
          length={LENGTH}
          type="number"
          oneTimeCode
          autoFocus
          size="md"
          rootRef={digits}
          aria-label="Code from the mail"
          getInputProps={(index) => ({ 'aria-label': `Code from the mail, digit ${index + 1} of ${LENGTH}` })}
          value={code}
          onChange={setCode}
          onComplete={redeem}
          disabled={isPending}
        />
        {isWrong ? (
          <Text role="alert" size="sm" c="var(--alarm)" ta="center">
            This code is wrong, used or too old. Type it again, or ask for a new mail.
          </Text>
        ) : (
          <Complaint error={error} />
        )}
        <Button type="submit" size="md" fullWidth loading={isPending} disabled={code.length < LENGTH}>
          Sign in
        </Button>
        <Anchor component="button" type="button" size="sm" c="var(--link)" onClick={onOther}>
          Another address, or a new mail
        </Anchor>
      </Stack>
    </form>
  );
}
