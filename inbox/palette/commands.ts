import { controlOf, pressControl } from '../keyboard/controls';
import { showOverlay } from '../keyboard/overlays';
import { listAddress } from '../search/addresses';
import { FILTER_WORDS, FILTERS } from '../server/filters';

/** Something the palette can do. */
export interface PaletteCommand {
  id: string;
  group: 'This conversation' | 'Go to' | 'Conversations';
  words: string;
  hint?: string;
  run: () => void;
}

const CONTROLS = [
  { key: 'r', words: 'Reply' },
  { key: 't', words: 'Take over' },
  { key: 'a', words: 'Assign' },
  { key: 'e', words: 'Resolve' },
] as const;

const SETTINGS = [
  { part: 'handoffs', words: 'Settings: handoffs' },
  { part: 'team', words: 'Settings: team' },
  { part: 'you', words: 'Settings: you' },
  { part: 'articles', words: 'Settings: articles' },
  { part: 'api-keys', words: 'Settings: API keys' },
] as const;

/** What can be done now: the open conversation's own controls, and everywhere to go. */
export function commandsNow(navigate: (to: string) => void, goToNext: () => void): PaletteCommand[] {
  return [
    ...CONTROLS.filter(({ key }) => controlOf(key) !== null).map(({ key, words }) => ({
      id: `control ${key}`,
      group: 'This conversation' as const,
      words,
      hint: key,
      run: () => void pressControl(key),
    })),
    { id: 'next', group: 'Go to', words: 'Who has waited longest', hint: 'n', run: goToNext },
    ...FILTERS.map((filter) => ({
      id: `list ${filter}`,
      group: 'Go to' as const,
      words: FILTER_WORDS[filter],
      hint: `g ${filter === 'ai' ? 'i' : filter.charAt(0)}`,
      run: () => navigate(listAddress(filter, '')),
    })),
    ...SETTINGS.map(({ part, words }) => ({
      id: `settings ${part}`,
      group: 'Go to' as const,
      words,
      run: () => navigate(`/settings/${part}`),
    })),
    { id: 'help', group: 'Go to', words: 'Keyboard: all keys', hint: '?', run: () => showOverlay('help') },
  ];
}

/** The commands with a word that begins like each one typed. */
export function commandsWith(commands: readonly PaletteCommand[], typed: string): PaletteCommand[] {
  const words = typed.toLowerCase().split(/\s+/u);
  return commands.filter(({ words: own }) => {
    const parts = own.toLowerCase().split(/[^\p{L}\p{N}]+/u);
    return words.every((word) => parts.some((part) => part.startsWith(word)));
  });
}
