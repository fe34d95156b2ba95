import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** From a tint to near black; shade 7 on white and white on shade 7 pass 4.5 : 1. */
const baton: MantineColorsTuple = [
  '#eefaf8',
  '#d5f2ed',
  '#a9e4da',
  '#76d3c5',
  '#45bfae',
  '#22a594',
  '#14897b',
  '#0f766e',
  '#0d5f59',
  '#0a4a46',
];

export const theme = createTheme({
  colors: { baton },
  primaryColor: 'baton',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", Menlo, Consolas, monospace',
  headings: { fontFamily: 'inherit', fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});
