import { CloseButton, TextInput } from '@mantine/core';
import { TbSearch } from 'react-icons/tb';
import { useEffect, useState } from 'react';
import { useWords } from './use-words';

/** A pause in typing that is long enough to look. */
const PAUSE_MS = 200;

/** The API's limit. */
const LIMIT = 500;

interface SearchFieldProps {
  /** Down: into what was found. */
  onLeave: () => void;
  /** Enter: the first of it. */
  onOpenFirst: () => void;
}

/** What to look for. Everything typed here is looked for after a short pause. */
export function SearchField({ onLeave, onOpenFirst }: SearchFieldProps) {
  const [words, write] = useWords();
  const [typed, setTyped] = useState(words);
  const [known, setKnown] = useState(words);
  if (words !== known) {
    // Somebody went back, or followed a link: the address is right.
    setKnown(words);
    if (words !== typed.trim()) setTyped(words);
  }
  useEffect(() => {
    if (typed.trim() === words) return undefined;
    const timer = setTimeout(() => write(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, words, write]);
  const clear = () => {
    setTyped('');
    write('');
  };
  return (
    <TextInput
      role="searchbox"
      type="text"
      inputMode="search"
      enterKeyHint="search"
      dir="auto"
      aria-label="Search conversations"
      placeholder="Search names, numbers, messages"
      data-key="/"
      maxLength={LIMIT}
      leftSection={<TbSearch size={16} aria-hidden />}
      rightSection={typed === '' ? null : <CloseButton size="sm" aria-label="Clear the search" onClick={clear} />}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'ArrowDown') onLeave();
        else if (event.key === 'Enter') onOpenFirst();
        else if (event.key === 'Escape' && typed !== '') clear();
        else if (event.key === 'Escape') event.currentTarget.blur();
        else return;
        event.preventDefault();
      }}
    />
  );
}
