import { createPool, transaction, type Transaction } from '../../db/pool';
import { createTestDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
beforeAll(async () => void (database = await createTestDatabase()));
afterAll(() => database.drop());

test('a connection that breaks between two statements of a transaction fails it, and nothing else', async () => {
  const broken: Error[] = [];
  const pool = createPool({
    url: database.url,
    applicationName: 'breaks',
    onError: (error) => broken.push(error),
  });
  const work = transaction(pool, async (tx) => {
    const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
    await database.db.query('select pg_terminate_backend($1, 10000)', [rows[0]?.pid]);
    while (broken.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await tx.query('select 1');
  });
  await expect(work).rejects.toThrow();
  expect(broken[0]).toMatchObject({ code: '57P01' });
  // The pool has made another.
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  await pool.end();
});

test('statements that travel together run in their order, and the first that fails takes all of them back', async () => {
  const { db } = database;
  await db.query('create table pair (n int primary key, of int references pair (n))');
  const store = (tx: Transaction, pairs: readonly [number, number | null][]) =>
    Promise.all(pairs.map((pair) => tx.query('insert into pair values ($1, $2)', pair)));
  await transaction(db, (tx) =>
    store(tx, [
      [1, null],
      [2, 1],
      [3, 2],
    ]),
  );
  const work = transaction(db, (tx) =>
    store(tx, [
      [4, 3],
      [2, 1],
      [5, 77],
    ]),
  );
  await expect(work).rejects.toMatchObject({ code: '23505' });
  expect((await db.query('select n from pair order by n')).rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
});

test('what goes on beside a statement that failed changes nothing any more', async () => {
  const { db } = database;
  await db.query('create table late (n int)');
  let ended: Promise<unknown> = Promise.resolve();
  const work = transaction(db, (tx) => {
    const goesOn = async () => {
      await tx.query('select 1');
      await new Promise((resolve) => setTimeout(resolve, 50));
      await tx.query('insert into late values (1)');
    };
    ended = goesOn().catch(() => null);
    return Promise.all([ended, tx.query('select 1 / 0')]);
  });
  await expect(work).rejects.toMatchObject({ code: '22012' });
  await ended;
  expect((await db.query('select n from late')).rows).toEqual([]);
});

test('a commit that travels with the last statement keeps all of it, or none and says why', async () => {
  const { db } = database;
  await db.query('create table ended (n int primary key)');
  const insert = (tx: Transaction, n: number) => tx.query('insert into ended values ($1) returning n', [n]);
  const kept = await transaction(db, async (tx) => {
    await insert(tx, 1);
    return tx.commitWith(insert(tx, 2));
  });
  expect(kept.rows).toEqual([{ n: 2 }]);

  const failed = transaction(db, async (tx) => {
    await insert(tx, 3);
    return tx.commitWith(insert(tx, 1));
  });
  await expect(failed).rejects.toMatchObject({ code: '23505' });

  const failedUnheard = transaction(db, async (tx) => {
    await insert(tx, 1).catch(() => null);
    return 'kept';
  });
  await expect(failedUnheard).rejects.toThrow('a statement failed, and with it its transaction');

  const wentOn = transaction(db, async (tx) => {
    await tx.commitWith(insert(tx, 4));
    return insert(tx, 5);
  });
  await expect(wentOn).rejects.toThrow('this transaction is over');
  expect((await db.query('select n from ended order by n')).rows).toEqual([{ n: 1 }, { n: 2 }, { n: 4 }]);
});

test('no table is lost, or left with a corrupt index, by a crash of the server', async () => {
  const { rows } = await database.db.query(
    `select relname from pg_class where relpersistence = 'u' and relnamespace = 'public'::regnamespace`,
  );
  expect(rows).toEqual([]);
});
