import { Button, CopyButton, Group, TextInput } from '@mantine/core';
import { TbCheck, TbCopy } from 'react-icons/tb';

/** A text to carry elsewhere, with a button that copies it. Selected at a click, for browsers that refuse the button. */
export function CopySecret({ label, value }: { label: string; value: string }) {
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput flex={1} label={label} readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
      <CopyButton value={value} timeout={4_000}>
        {({ copied, copy }) => (
          <Button
            data-autofocus
            onClick={copy}
            leftSection={copied ? <TbCheck size={16} aria-hidden /> : <TbCopy size={16} aria-hidden />}
          >
            <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
