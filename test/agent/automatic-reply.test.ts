import { isAutomaticReply } from '../../agent/automatic-reply';
import { isSpam } from '../../agent/spam';
import { readLines } from './read-lines';

test.each([
  'Thank you for contacting Brandt Interiors. We have received your message and will get back to you within 24 hours.',
  'This is an automated message, please do not reply to this message.',
  'I am currently out of the office with limited access to e-mail. I will reply on Monday.',
  'Automatische Antwort: Ich bin bis zum 12. im Urlaub.',
  '¡Gracias por escribirnos! En breve te atenderemos.',
  'Agradecemos o seu contato. Em breve responderemos.',
  'Merci pour votre message, nous reviendrons vers vous dès que possible.',
  'Terima kasih telah menghubungi kami. Kami akan membalas pesan Anda secepatnya.',
  'Mesajınız bize ulaştı, en kısa sürede dönüş yapacağız. Bu otomatik bir mesajdır.',
])('"%s" was written by a machine', (text) => {
  expect(isAutomaticReply(text)).toBe(true);
});

test.each([
  'I will be out of the office next week, can you deliver on Monday?',
  'thanks for contacting me, where is my order',
  'do you have a free gift with the lamp? https://casaluma.example/lamp',
  'I got an automatic payment reminder, what is it',
  'the link you sent does not work https://casaluma.example/returns',
  'will somebody get back to me',
])('"%s" is a customer', (text) => {
  expect(isAutomaticReply(text)).toBe(false);
  expect(isSpam([text], [])).toBe(false);
});

test('none of the questions and messages that customers ask is taken for a machine’s', () => {
  const files = ['questions-bank.jsonl', 'questions-demo.jsonl', 'questions-unrelated.jsonl'];
  const texts = files.flatMap((file) => readLines<{ text: string }>(`${__dirname}/../../eval/data/${file}`));
  expect(texts.filter(({ text }) => isAutomaticReply(text) || isSpam([text], []))).toEqual([]);
});
