import { createArticleIndex, type ArticleIndex } from '../../../agent/retrieval/article-index';
import { createLiveIndex } from '../../../agent/retrieval/live-index';
import { inSlices } from '../../../agent/retrieval/work';

const THINGS = ['lamp', 'table', 'chair', 'carpet', 'mirror', 'shelf', 'sofa', 'curtain', 'clock', 'vase'];
const ASKED = ['returned', 'repaired', 'painted', 'delivered', 'cleaned', 'exchanged', 'collected', 'wrapped'];

const article = (at: number, words = '') => {
  const [thing, asked] = [THINGS[at % 10] ?? '', ASKED[Math.floor(at / 10) % 8] ?? ''];
  return {
    id: `${at}`,
    title: `Model ${at}: the ${thing} is ${asked}`,
    content: `How a ${thing} is ${asked}. ${words}`,
    language: 'en',
  };
};
const many = Array.from({ length: 2_000 }, (_, at) => article(at));
const first = (index: ArticleIndex, query: string) => index.search(query, 1)[0]?.article.id;

async function filled(articles = many) {
  const live = createLiveIndex();
  await live.update({ changed: articles, removedIds: [] });
  return live;
}

test('a changed article among 2,000 is found by its new words and no longer by its old, and is all that was read', async () => {
  const live = await filled([...many.slice(0, -1), article(1_999, 'Mind the aardvark.')]);
  expect(first(live.current(), 'aardvark')).toBe('1999');
  const { read } = await live.update({ changed: [article(1_999, 'Mind the zeppelin.')], removedIds: [] });
  expect(read).toBe(1);
  expect(first(live.current(), 'zeppelin')).toBe('1999');
  expect(first(live.current(), 'aardvark')).toBeUndefined();
  expect(live.current().articles).toHaveLength(2_000);
});

test('an article added later is found beside the others, and one removed is gone without anything being read', async () => {
  const live = await filled();
  await live.update({ changed: [article(2_000, 'A gramophone.')], removedIds: [] });
  expect(first(live.current(), 'gramophone lamp')).toBe('2000');
  expect((await live.update({ changed: [], removedIds: ['2000', '7'] })).read).toBe(0);
  expect(first(live.current(), 'gramophone')).toBeUndefined();
  expect(live.current().article('7')).toBeUndefined();
  expect(live.current().search('model 7', 50)).not.toContainEqual(
    expect.objectContaining({ article: expect.objectContaining({ id: '7' }) as unknown }),
  );
});

test('the scores of what did not change stay as they were', async () => {
  const live = await filled();
  const query = 'which lamp is repaired?';
  const scores = () =>
    new Map(
      live
        .current()
        .search(query, 30)
        .map((hit) => [hit.article.id, hit.score]),
    );
  const before = scores();
  await live.update({ changed: [article(1, 'Another text.')], removedIds: [] });
  for (const [id, score] of scores()) if (id !== '1') expect(score).toBe(before.get(id));
});

test('after many single changes less was read than one reading of everything, and all of them are found', async () => {
  const live = await filled();
  let read = 0;
  for (let at = 0; at < 100; at += 1) {
    const changed = [article(at, `Now with number word${at}x.`)];
    read += (await live.update({ changed, removedIds: [] })).read;
  }
  expect(read).toBeLessThan(many.length);
  for (let at = 0; at < 100; at += 1) expect(first(live.current(), `word${at}x`)).toBe(`${at}`);
});

test('once a tenth has changed, the index is the one that reading everything anew would give', async () => {
  const live = await filled();
  const changed = many.slice(0, 201).map((_, at) => article(at, 'Ask for the parachute.'));
  expect((await live.update({ changed, removedIds: ['1500'] })).read).toBe(1_999);
  const anew = createArticleIndex(live.current().articles);
  for (const query of ['parachute for a lamp', 'repaired table', 'model 14'])
    expect(live.current().search(query, 10)).toEqual(anew.search(query, 10));
});

test('while a change is read, the index before it answers and everything else goes on', async () => {
  const live = await filled();
  const before = live.current();
  const answering = new Set<ArticleIndex>();
  let looks = 0;
  const look = () => {
    looks += 1;
    answering.add(live.current());
    next = setImmediate(look);
  };
  let next = setImmediate(look);
  await live.update({ changed: many.map((_, at) => article(at, 'Ask for the zeppelin.')), removedIds: [] });
  clearImmediate(next);
  expect(looks).toBeGreaterThan(1);
  expect([...answering]).toEqual([before]);
  expect(live.current()).not.toBe(before);
  expect(first(live.current(), 'zeppelin')).toBeDefined();
});

test('work of many steps is interrupted, whatever one step takes', async () => {
  let steps = 0;
  let slices = 0;
  function* busy() {
    for (; steps < 30; steps += 1) {
      const until = performance.now() + 1;
      while (performance.now() < until);
      yield;
    }
    return steps;
  }
  expect(await inSlices(busy(), () => (slices += 1))).toBe(30);
  expect(slices).toBeGreaterThan(1);
});
