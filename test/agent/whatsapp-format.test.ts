import fc from 'fast-check';
import { toWhatsAppFormat } from '../../agent/whatsapp-format';

test.each([
  ['**bold** and __bold__', '*bold* and *bold*'],
  ['an *emphasised* word', 'an _emphasised_ word'],
  ['***both***', '*_both_*'],
  ['~~gone~~', '~gone~'],
  ['# A **big** title', '*A big title*'],
  ['* one\n+ two\n- three', '- one\n- two\n- three'],
  ['1. first\n2. second', '1. first\n2. second'],
  ['see [our page](https://casaluma.example/a)', 'see our page (https://casaluma.example/a)'],
  ['[https://a.example](https://a.example)', 'https://a.example'],
  ['|Size|Price|\n|---|---:|\n|S|4 €|', '- Size: Price\n- S: 4 €'],
  ['a<br>b', 'a\nb'],
  ['one\n\n\n\ntwo', 'one\n\ntwo'],
  ['5 \\* 3', '5 * 3'],
])('rewrites %j for WhatsApp', (markdown, expected) => {
  expect(toWhatsAppFormat(markdown)).toBe(expected);
});

test('leaves code, prices and plain sentences as they are', () => {
  for (const text of ['`**x**`', '2*3*4 = 24', 'snake_case_name', 'It costs 5 € * 2.', 'a **lonely pair'])
    expect(toWhatsAppFormat(text)).toBe(text);
});

test('never throws and never grows without bound, whatever a model writes', () => {
  const markdown = fc.string({
    unit: fc.constantFrom('*', '_', '~', '`', '#', '|', '[', ']', '(', ')', '\n', '-', ' ', 'a', '\\'),
  });
  fc.assert(
    fc.property(markdown, (text) => {
      expect(toWhatsAppFormat(text).length).toBeLessThanOrEqual(text.length * 2 + 1);
    }),
  );
});
