import fc from 'fast-check';
import demoArticles from '../../../agent/demo-articles.json';
import { createArticleIndex } from '../../../agent/retrieval/article-index';
import { LONGEST_PASSAGE, passagesOf } from '../../../agent/retrieval/passages';
import { similarity } from '../../../agent/retrieval/similarity';

const article = (id: string, title: string, content: string) => ({ id, title, content, language: 'en' });

test('finds an article in spite of endings, accents, capitals and typing errors', () => {
  const index = createArticleIndex(demoArticles);
  for (const query of ['RETURNING lamps', 'retrun a lamp', 'returned a lámp'])
    expect(index.search(query, 1)[0]?.article.id).toBe('returns');
});

test('a word of the title counts more than one of the text', () => {
  const index = createArticleIndex([
    article('body', 'Prices', 'We mention a voucher here.'),
    article('title', 'Voucher', 'About prices.'),
  ]);
  expect(index.search('voucher', 2).map((hit) => hit.article.id)).toEqual(['title', 'body']);
});

test('a known question finds its article though neither title nor text has its words', () => {
  const known = { ...article('a', 'Access', 'Reset it.'), questions: ['I forgot my password'] };
  expect(
    createArticleIndex([known, article('b', 'Other', 'Else.')]).search('forgotten password', 1)[0]?.article.id,
  ).toBe('a');
});

test('the passage is the section that answers', () => {
  const content = '## Opening hours\nNine to five.\n\n## Parking\nBehind the house.';
  const [hit] = createArticleIndex([article('a', 'The shop', content)]).search('parking at the shop', 1);
  expect(hit?.passage).toEqual({ heading: 'Parking', text: 'Behind the house.' });
});

test('passages lose nothing and are a phone screen at most, unless a sentence is longer', () => {
  const content = `Intro.\n# A\n${'One more sentence here. '.repeat(60)}\n- item\n- item\n## B\n`;
  const passages = passagesOf(content);
  expect(
    passages
      .map((passage) => passage.text)
      .join(' ')
      .match(/One more/g),
  ).toHaveLength(60);
  for (const { text } of passages) expect(text.length).toBeLessThanOrEqual(LONGEST_PASSAGE);
});

test('words that no article has lower the score, so a stranger’s question stays below an answerable one', () => {
  const index = createArticleIndex(demoArticles);
  const score = (query: string) => index.search(query, 1)[0]?.score ?? 0;
  expect(score('return a lamp')).toBeGreaterThan(score('return a library book about sailing'));
});

test('works in scripts without Latin letters', () => {
  const index = createArticleIndex([
    article('ar', 'مواعيد التوصيل', 'نوصل خلال ثلاثة أيام'),
    article('hi', 'वापसी की नीति', 'तीस दिन में वापस करें'),
  ]);
  expect(index.search('متى التوصيل', 1)[0]?.article.id).toBe('ar');
  expect(index.search('वापसी कैसे करूं', 1)[0]?.article.id).toBe('hi');
});

test('any text can be searched with and any article indexed; scores stay between 0 and 1, best first', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), text, (articles, query) => {
      const index = createArticleIndex(articles.map(([title, content], at) => article(`${at}`, title, content)));
      const scores = index.search(`${query} ${articles[0]?.[0] ?? ''}`, 5).map((hit) => hit.score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      for (const score of scores) expect(score > 0 && score <= 1.000_001).toBe(true);
    }),
  );
});

test('an empty index and a query of small words find nothing', () => {
  expect(createArticleIndex([]).search('lamp', 3)).toEqual([]);
  expect(createArticleIndex(demoArticles).search('what is it?', 3)).toEqual([]);
});

test('similarity is 1 for the same words, 0 for none in common', () => {
  expect(similarity('Where is my order?', 'where is MY order')).toBeCloseTo(1);
  expect(similarity('abc', 'xyz')).toBe(0);
});
