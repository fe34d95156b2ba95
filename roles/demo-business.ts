import { z } from 'zod';
import articles from '../agent/demo-articles.json';
import { transaction, type Database } from '../db/pool';
import { row, run } from '../db/query';
import { writeSetting } from '../db/teammates';

const Count = z.object({ count: z.number() });

/** Gives an empty installation the demo shop's articles and a teammate who receives its handoffs. */
export async function seedDemo(db: Database): Promise<void> {
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
