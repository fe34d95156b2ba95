import type { HistoryEntry } from '../../agent/contract';
import { didNotHelpAgain } from '../../agent/no-help';
import { turn } from './turn';

const customer = (text: string): HistoryEntry => ({ role: 'customer', text });
const ai: HistoryEntry = { role: 'ai', text: 'Please restart it.' };
const episode: HistoryEntry = { role: 'episode', teammate: 'Ana', reason: 'upset', outcome: null, messages: [] };

const again = (history: HistoryEntry[], text: string) => didNotHelpAgain(turn(text, { history }));

test.each([
  ['updated it, same thing', 'Did that as well, it still crashes. That hasn’t helped either'],
  ['ya lo hice, sale lo mismo', 'tampoco me deja'],
  ['já fiz isso e deu na mesma', 'não adiantou nada'],
  ['j’ai déjà essayé', 'c’est pareil, ça ne change rien'],
  ['Danach hab ich nicht gefragt.', 'Das war wieder nicht meine Frage.'],
  ['già provato, stesso errore', 'non è cambiato niente'],
  ['onu denedim olmadı', 'yine aynı hata'],
  ['udah 150rb tetep ga bisa', 'udah dicoba juga masih gagal kak'],
  ['جربته، نفس المشكلة', 'ما نفع، نفس الشي'],
  ['did that, the left one shows up but not the right', 'that hasn’t worked, still only the left'],
  ['limpei, continua parando no meio', 'também não adiantou'],
  ['Das war nicht meine Frage.', 'Das hab ich wieder nicht gefragt'],
  ['c’est fait, rien ne bouge', 'ça n’a vraiment rien changé'],
  ['कर लिया, फिर भी नहीं चल रहा', 'wahi problem hai'],
  ['That page gives me a 404', 'the code you told me to use is expired'],
  ['Ich habe nach Winterthur gefragt, nicht nach Zürich', 'wieder derselbe Text'],
  ['ya İzmir diyorum siz İstanbul anlatıyorsunuz', 'verdiğiniz numara yanlış çıktı, kullanılmıyor diyor'],
])('whom two answers did not help needs a person: “%s”, “%s”', (first, second) => {
  expect(again([customer('it crashes'), ai, customer(first), ai], second)).toBe(true);
});

test('one answer that did not help is followed by another try', () => {
  expect(again([customer('it crashes'), ai], 'tried that, same thing')).toBe(false);
});

test('what was said before any answer, or twice about the same one, is no second failure', () => {
  expect(again([customer('I tried that, same thing'), ai], 'tried it again, still crashes')).toBe(false);
  expect(again([customer('it crashes'), ai, customer('same thing')], 'still crashes')).toBe(false);
});

test('who tells that it works now, or answers the AI’s question, has been helped', () => {
  expect(again([customer('it crashes'), ai, customer('same thing'), ai], 'No, it works now, thanks')).toBe(false);
  expect(again([customer('it crashes'), ai, customer('not that one'), ai], 'No, the blue one')).toBe(false);
});

test('a question, and what other people’s answers did not solve, count for nothing', () => {
  expect(again([customer('it crashes'), ai, customer('same thing'), ai], 'Is it still not out in Spain?')).toBe(false);
  expect(again([customer('it crashes'), ai, customer('same thing'), ai, episode, ai], 'still crashes')).toBe(false);
});
