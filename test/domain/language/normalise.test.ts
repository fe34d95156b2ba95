import { normaliseWord, squeezeRepeats } from '../../../domain/language/normalise';
import { tokenise } from '../../../domain/language/tokenise';

test.each([
  ['É', 'e'],
  ['İSTİYORUM', 'istiyorum'],
  ['ırmak', 'irmak'],
  ['Straße', 'strasse'],
  ['ｈｕｍａｎ', 'human'],
  ['أُرِيدُ', 'اريد'],
  ['مَسؤولة', 'مسوولـه'.replace('ـ', '')],
  ['إلى', 'الي'],
  ['हाँ', 'हां'],
  ['ज़रूरत', 'जरूरत'],
  ['٣٤', '34'],
  ['hu\u200bman', 'human'],
  ['\ud800', '\ud800'],
])('%s is compared as %s', (word, spelling) => {
  expect(normaliseWord(word)).toBe(spelling);
  expect(normaliseWord(normaliseWord(word))).toBe(spelling);
});

test('letters held down are read once and twice', () => {
  expect(squeezeRepeats('pleeease')).toEqual(['please', 'pleease']);
  expect(squeezeRepeats('callll')).toEqual(['cal', 'call']);
  expect(squeezeRepeats('please')).toEqual(['please']);
});

test('words remember where they stood, and sentences end where people end them', () => {
  const text = 'C’est l’agent ?! Prix 3.50 e.g. ok';
  const tokens = tokenise(text);
  expect(tokens.map(({ start, end }) => text.slice(start, end))).toEqual([
    'C',
    'est',
    'l',
    'agent',
    'Prix',
    '3',
    '50',
    'e',
    'g',
    'ok',
  ]);
  expect(tokens.map(({ sentence }) => sentence)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 2]);
});
