import { fileName } from '../../inbox/words/file-name';

test.each([
  ['bill.pdf', 'bill.pdf'],
  ['bill\u202Efdp.exe', 'billfdp.exe'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ana\\offer.docx', 'offer.docx'],
  ['Grüße 😀.pdf', 'Grüße 😀.pdf'],
  ['فاتورة.pdf', 'فاتورة.pdf'],
  ['\u2066\u200F', 'Document'],
  [null, 'Document'],
])('a file that calls itself %j is shown as %j: its kind is what stands at its end', (name, shown) => {
  expect(fileName(name)).toBe(shown);
});
