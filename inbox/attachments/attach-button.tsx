import { ActionIcon } from '@mantine/core';
import { TbPaperclip } from 'react-icons/tb';
import { useRef } from 'react';
import { ACCEPT } from './attachment-types';

interface AttachButtonProps {
  disabled: boolean;
  onFiles: (files: Iterable<File>) => void;
}

/** Opens the system's own choice of files, on a phone also its camera. */
export function AttachButton({ disabled, onFiles }: AttachButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={ACCEPT}
        data-testid="files"
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // The same file may be chosen again after it was removed.
          currentTarget.value = '';
        }}
      />
      <ActionIcon
        type="button"
        size={42}
        radius="xl"
        variant="subtle"
        color="gray"
        disabled={disabled}
        aria-label="Attach a file"
        title="Attach a picture, a video, audio or a document; pasting and dropping work, too"
        onClick={() => input.current?.click()}
      >
        <TbPaperclip size={20} />
      </ActionIcon>
    </>
  );
}
