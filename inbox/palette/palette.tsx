import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { useFocusBack } from '../keyboard/focus';
import { conversationAddress } from '../search/addresses';
import { useSearch } from '../server/search';
import { customerName } from '../words/customer-name';
import { commandsNow, commandsWith, type PaletteCommand } from './commands';
import { Choices } from './choices';
import classes from './palette.module.css';

interface PaletteProps {
  onClose: () => void;
  onNext: () => void;
}

/** Long enough to be more than a begun word. */
const PAUSE_MS = 150;

/** More would hide the commands. */
const MOST_CONVERSATIONS = 6;

/** Goes to any conversation, list or setting, and does what the open conversation offers: a few letters and Enter. */
export function Palette({ onClose, onNext }: PaletteProps) {
  useFocusBack();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  // What the page behind offers when this opens; the dialog would hide it.
  const [offered] = useState(() => commandsNow(navigate, onNext));
  const conversations = useFoundConversations(typed.trim(), navigate);
  const choices = [...commandsWith(offered, typed.trim()), ...conversations];
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const run = (command: PaletteCommand | undefined) => {
    if (command === undefined) return;
    onClose();
    // After the focus has gone back to the page: the command may move it.
    requestAnimationFrame(() => requestAnimationFrame(() => command.run()));
  };
  const move = (to: number) => {
    const next = (to + choices.length) % Math.max(1, choices.length);
    setChosen(next);
    list.current?.querySelectorAll('[role="option"]')[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') move(chosen + 1);
    else if (event.key === 'ArrowUp') move(chosen - 1);
    else if (event.key === 'Enter') run(choices[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal.Root
      opened
      onClose={onClose}
      yOffset="12vh"
      size={560}
      transitionProps={{ duration: 0 }}
      // The page itself never scrolls, and the lock would write a style that the page's policy refuses.
      lockScroll={false}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Commands">
        <TextInput
          data-autofocus
          variant="unstyled"
          size="lg"
          px="md"
          role="combobox"
          aria-label="Command or customer"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={choices[chosen] === undefined ? undefined : `${listId}-${chosen}`}
          placeholder="A command, a name or words"
          maxLength={500}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <div className={classes['list']} ref={list} id={listId} role="listbox" aria-label="Choices">
          <Choices choices={choices} chosen={chosen} listId={listId} onChoose={run} />
        </div>
        {choices.length === 0 && (
          <p className={classes['none']} role="status">
            Nothing has these words.
          </p>
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

function useFoundConversations(typed: string, navigate: (to: string) => void): PaletteCommand[] {
  const [words] = useDebouncedValue(typed, PAUSE_MS);
  const { data } = useSearch(words);
  if (typed === '' || words === '') return [];
  const found = data?.pages[0]?.items.slice(0, MOST_CONVERSATIONS) ?? [];
  return found.map(({ conversation: { id, customer }, hit }) => ({
    id,
    group: 'Conversations',
    words: customerName(customer),
    ...(hit === null ? {} : { hint: `${hit.before}${hit.match}${hit.after}` }),
    run: () => navigate(conversationAddress(id, { filter: 'all', at: hit?.messageId ?? null })),
  }));
}
