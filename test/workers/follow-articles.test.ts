import { insertArticle, updateArticle } from '../../db/articles';
import { followArticles, type FollowedArticles } from '../../workers/follow-articles';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';

let database: TestDatabase;
let articles: FollowedArticles;
beforeAll(async () => {
  database = await createTestDatabase();
  await insertArticle(database.db, { title: 'Returns', content: 'Within 30 days.', language: 'en' });
  articles = await followArticles(database.db, { warn: () => undefined });
});
afterAll(async () => {
  articles.stop();
  await database.drop();
});

const found = (query: string) =>
  articles
    .index()
    .search(query, 5)
    .map(({ article }) => article.title);

test('an article that is added, changed or removed is so in the index, whether anyone says that it was or not', async () => {
  const added = await insertArticle(database.db, { title: 'Gift wrapping', content: 'For 3 euros.', language: 'en' });
  articles.look();
  await eventually(() => expect(found('gift wrapping')).toEqual(['Gift wrapping']));
  await updateArticle(database.db, added.id, { title: 'Vouchers' });
  await eventually(() => expect(found('vouchers')).toEqual(['Vouchers']));
  await database.db.query('delete from article where id = $1', [added.id]);
  await eventually(() => expect(found('vouchers')).toEqual([]));
  expect(found('returns')).toEqual(['Returns']);
});

test('a change that was begun before another and committed after it is not overlooked', async () => {
  const slow = await database.db.connect();
  await slow.query('begin');
  await slow.query('select now()');
  await insertArticle(database.db, { title: 'Parking', content: 'Behind the house.', language: 'en' });
  articles.look();
  await eventually(() => expect(found('parking')).toEqual(['Parking']));
  await slow.query(`update article set content = 'Bring the bassoon.', updated_at = now() where title = 'Returns'`);
  await slow.query('commit');
  slow.release();
  await eventually(() => expect(found('bassoon')).toEqual(['Returns']));
});

test('a fresh index has every article that was committed before it was asked for, also by who asks during a look', async () => {
  const { db } = database;
  await insertArticle(db, { title: 'Umbrellas', content: 'At the door.', language: 'en' });
  const first = articles.fresh();
  await insertArticle(db, { title: 'Xylophones', content: 'In the cellar.', language: 'en' });
  const [, ...later] = await Promise.all([first, articles.fresh(), articles.fresh()]);
  for (const index of later) {
    const titles = index.articles.map(({ title }) => title);
    expect(titles).toEqual(expect.arrayContaining(['Umbrellas', 'Xylophones']));
  }
});
