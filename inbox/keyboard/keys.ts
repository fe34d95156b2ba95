/**
 * What single keys do. Those of the page's own controls are named by the control itself, in `data-key`: pressing the key
 * is pressing it, so a key can do nothing that the page does not offer at that moment.
 */
export const KEYS: readonly { title: string; keys: readonly { press: string; words: string }[] }[] = [
  {
    title: 'Lists',
    keys: [
      { press: 'j ↓', words: 'Next conversation in the list' },
      { press: 'k ↑', words: 'Previous conversation in the list' },
      { press: 'Enter', words: 'Open it' },
      { press: 'n', words: 'Who has waited longest' },
      { press: '/', words: 'Search' },
      { press: 'g m', words: 'Mine' },
      { press: 'g w', words: 'Waiting' },
      { press: 'g i', words: 'AI' },
      { press: 'g a', words: 'All' },
      { press: 'g s', words: 'Settings' },
    ],
  },
  {
    title: 'An open conversation',
    keys: [
      { press: 'r', words: 'Reply' },
      { press: 't', words: 'Take over' },
      { press: 'a', words: 'Assign' },
      { press: 'e', words: 'Resolve' },
      { press: 'u Esc', words: 'Back to the list' },
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      { press: 'Ctrl K', words: 'Commands: go anywhere, do anything' },
      { press: '?', words: 'This list' },
    ],
  },
];

/** The keys that press the control which bears them. */
export const CONTROL_KEYS: ReadonlySet<string> = new Set(['/', 'r', 't', 'a', 'e']);
