import { inOneLine } from '../../inbox/words/whatsapp-marks';

test.each([
  ['*Ana:* on its way', 'Ana: on its way'],
  ['_*Both*_ and ~gone~', 'Both and gone'],
  ['a line\n\n- *and* another', 'a line - and another'],
  ['2*3*4, snake_case_name and * alone', '2*3*4, snake_case_name and * alone'],
  ['see https://example.com/*a*_b_', 'see https://example.com/*a*_b_'],
  ['```code *stays*```', 'code *stays*'],
  ['  ', ''],
])('%j reads %j where there is one line and no emphasis', (text, line) => {
  expect(inOneLine(text)).toBe(line);
});
