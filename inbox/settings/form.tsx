import { Stack } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';

interface FormProps {
  /** Why the last try was refused; the focus then goes to the first field that says so. */
  error: unknown;
  isSaving: boolean;
  onSubmit: () => void;
  children: ReactNode;
}

/** A form whose fields say themselves what is wrong with them. A second click while the first is on its way does nothing. */
export function Form({ error, isSaving, onSubmit, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error !== null) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) onSubmit();
      }}
    >
      <Stack gap="md">{children}</Stack>
    </form>
  );
}
