import { startTransition, useId, useLayoutEffect, useState, type KeyboardEvent, type RefObject } from 'react';
import { typedWord } from './typed-word';

interface SuggestionsOf<Item> {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  write: (text: string) => void;
  /** What asks for them. */
  sign: '@' | '/';
  /** What fits the word typed so far. */
  find: (query: string) => readonly Item[];
  /** What takes the word's place. */
  insert: (item: Item) => string;
}

/** Suggestions while they are open. */
export interface Suggestions<Item> {
  id: string;
  query: string;
  items: readonly Item[];
  active: number;
  point: (index: number) => void;
  choose: (item: Item) => void;
}

/**
 * Offers something while a word is typed behind a sign. The field keeps the focus: arrows choose, Enter and Tab take,
 * Escape closes until the next word. `key` tells whether a key was for the suggestions.
 */
export function useSuggestions<Item>({ field, text, write, sign, find, insert }: SuggestionsOf<Item>) {
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [isFocused, setIsFocused] = useState(false);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [pointed, setPointed] = useState({ query: '', index: 0 });
  const [put, setPut] = useState<{ caret: number } | null>(null);
  // Once the field has the new words: a browser puts the caret behind all of them.
  useLayoutEffect(() => {
    if (put !== null) field.current?.setSelectionRange(put.caret, put.caret);
  }, [field, put]);
  const word = isFocused ? typedWord(text, caret, sign) : null;
  const items = word === null || word.from === closedAt ? [] : find(word.query);
  const active = pointed.query === word?.query ? Math.min(pointed.index, items.length - 1) : 0;
  const point = (index: number) => setPointed({ query: word?.query ?? '', index });
  const choose = (item: Item) => {
    if (word === null) return;
    const words = insert(item);
    const after = word.from + words.length;
    setPut({ caret: after });
    setCaret(after);
    write(text.slice(0, word.from) + words + text.slice(word.to));
  };
  const open: Suggestions<Item> | null =
    word === null || items.length === 0 ? null : { id, query: word.query, items, active, point, choose };
  const key = (event: KeyboardEvent): boolean => {
    const item = items[active];
    if (open === null || item === undefined || event.nativeEvent.isComposing) return false;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        point((active + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length);
        break;
      case 'Enter':
      case 'Tab':
        if (event.shiftKey) {
          // On the way back out of the field; the list must not be where the focus goes.
          setClosedAt(word?.from ?? null);
          return false;
        }
        choose(item);
        break;
      case 'Escape':
        setClosedAt(word?.from ?? null);
        break;
      default:
        return false;
    }
    event.preventDefault();
    // Escape is also the way out of the conversation.
    event.stopPropagation();
    return true;
  };
  /** Told of every move of the caret, so that leaving the word closes and another word opens them again. */
  const follow = ({ value, selectionStart }: HTMLTextAreaElement) => {
    setCaret(selectionStart);
    if (typedWord(value, selectionStart, sign)?.from !== closedAt) setClosedAt(null);
  };
  return {
    open,
    key,
    follow,
    fieldProps: {
      'aria-autocomplete': 'list' as const,
      ...(open === null ? {} : { 'aria-controls': id, 'aria-activedescendant': optionId(id, active) }),
      onFocus: () => setIsFocused(true),
      // What takes the focus, such as another conversation, does not wait for this field to be drawn without it.
      onBlur: () => startTransition(() => setIsFocused(false)),
    },
  };
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}
