import { createArticleIndex } from '../../../agent/retrieval/article-index';
import { createQuestionDesk, type QuestionDesk } from '../../../agent/unanswered/question-desk';

const dogs = { id: 'dogs', title: 'Dogs in the showroom', content: 'Dogs are welcome.', language: 'en' };
const index = createArticleIndex([dogs]);
const desk: QuestionDesk = createQuestionDesk({
  freshIndex: () => Promise.resolve(index),
  business: { name: 'Casa Luma' },
});

const burst = (id: string, ...texts: string[]) => ({ id, texts, language: null });

test('a burst that asks nothing is in no group, and greetings around a question are no part of it', async () => {
  const groups = await desk.group([
    burst('greeted', 'Hello!', 'do you ship to Canada', 'thank you'),
    burst('plain', 'do you ship to canada?'),
    burst('no', 'no, thanks'),
    burst('thanks', 'thanks', 'bye'),
    ...['None of these', "no, that's not what I meant", 'neither', 'ninguna de esas', 'nein, keine davon', '???'].map(
      (text) => burst(text, text),
    ),
  ]);
  expect(groups).toEqual([{ questionIds: ['greeted', 'plain'], example: 'do you ship to Canada', language: 'en' }]);
});

test('each question has what answers it now, with its passage, and those that nothing answers have nothing', async () => {
  const { signal } = new AbortController();
  const bursts = [burst('one', 'are dogs allowed in the showroom'), burst('two', 'do you sell live lobsters')];
  const again = { ...burst('three', 'are dogs allowed in the showroom'), language: 'en' };
  const answer = { articleId: 'dogs', title: dogs.title, passage: { heading: '', text: 'Dogs are welcome.' } };
  expect(await desk.ask([...bursts, again], signal)).toEqual(
    new Map([
      ['one', answer],
      ['three', answer],
    ]),
  );
});

test('a request for a person is no question that an article could answer', async () => {
  const asked = [burst('one', 'are dogs allowed in the showroom? let me talk to a human')];
  expect(await desk.ask(asked, new AbortController().signal)).toEqual(new Map());
});

test('whoever goes away ends the asking', async () => {
  const gone = new AbortController();
  const asking = desk.ask([burst('one', 'may I bring a dog'), burst('two', 'may I bring a cat')], gone.signal);
  gone.abort(new Error('gone'));
  await expect(asking).rejects.toThrow('gone');
});

test('a thousand questions are grouped in slices, between which everything else runs', async () => {
  const words = ['ship', 'invoice', 'dog', 'parking', 'colour', 'montage', 'voucher', 'battery', 'kayak', 'job'];
  const things = ['canada', 'sunday', 'company', 'kitchen', 'garden', 'school', 'winter', 'office', 'hotel', 'boat'];
  const many = Array.from({ length: 1_000 }, (_, at) =>
    burst(String(at), `${words[at % 10] ?? ''} ${things[Math.floor(at / 10) % 10] ?? ''} ${at % 37} ${at % 41}`),
  );
  let others = 0;
  let isDone = false;
  const tick = () => {
    others += 1;
    if (!isDone) setImmediate(tick);
  };
  setImmediate(tick);
  const groups = await desk.group(many);
  isDone = true;
  expect(groups.flatMap(({ questionIds }) => questionIds)).toHaveLength(1_000);
  expect(others).toBeGreaterThan(3);
});
