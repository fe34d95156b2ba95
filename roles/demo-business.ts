import { z } from 'zod';
import articles from '../agent/demo-articles.json';
import { migrate } from '../db/migrate';
import { createPool, transaction, type Database } from '../db/pool';
import { row, run } from '../db/query';
import { writeSetting } from '../db/settings';

const Count = z.object({ count: z.number() });

/**
 * Gives an empty installation the demo shop's articles and a teammate who receives its handoffs; before the product
 * starts, so that the very first question finds them.
 */
export async function seedDemo(databaseUrl: string): Promise<void> {
  await migrate(databaseUrl);
  const db = createPool({ url: databaseUrl, applicationName: 'baton-demo', max: 1, onError: () => undefined });
  try {
    await seed(db);
  } finally {
    await db.end();
  }
}

async function seed(db: Database): Promise<void> {
  await transaction(db, async (tx) => {
    const { count } = await row(
      tx,
      Count,
      'select (select count(*) from article) + (select count(*) from setting) as count',
    );
    if (count > 0) return;
    for (const { title, content, language } of articles)
      await run(tx, 'insert into article (title, content, language) values ($1, $2, $3)', [title, content, language]);
    const { id } = await row(
      tx,
      z.object({ id: z.string() }),
      `insert into teammate (name, email) values ('Ana Torres', 'ana@casaluma.example') returning id`,
    );
    await writeSetting(tx, 'handoff', { policy: { kind: 'fixed', teammateId: id }, reassurance: null });
  });
}
