import { randomUUID } from 'node:crypto';
import { listQuestions } from '../../db/unanswered-questions';
import { commitTurn } from '../../transactions/commit-turn';
import { storeWebhook } from '../../transactions/store-webhook';
import { newCustomer } from '../support/customer';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { customerText, insertTeammate } from '../support/seed';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await insertTeammate(database.db, 'Olivia', 'owner');
});
afterAll(() => database.drop());

async function asked(text: string): Promise<{ conversationId: string; messageIds: string[] }> {
  const { db } = database;
  const [wake] = await storeWebhook(db, [customerText(newCustomer().waId, text)]);
  const conversationId = wake?.conversationId ?? '';
  const { rows } = await db.query<{ id: string }>('select id from message where conversation_id = $1', [
    conversationId,
  ]);
  return { conversationId, messageIds: rows.map(({ id }) => id) };
}

/** The AI hands over; `sameTeammate`: a problem that a teammate solved is back. Returns the turn. */
async function decide(
  { conversationId, messageIds }: { conversationId: string; messageIds: string[] },
  { sameTeammate = false } = {},
): Promise<string> {
  const decision = {
    kind: 'handoff' as const,
    reason: 'cannot_resolve' as const,
    evidence: null,
    summary: null,
    sameTeammate,
    detector: null,
    scores: {},
  };
  const turn = { conversationId, epoch: 0, messageIds, language: 'en', decision, ignoreNewer: true };
  const result = await commitTurn(database.db, turn);
  return result.kind === 'handoff' ? (result.handoff.turnId ?? '') : '';
}

const idsOf = async () => (await listQuestions(database.db, 'open')).map(({ id }) => id);

test('a solved problem that is back is no question for an article', async () => {
  const turnId = await decide(await asked('still not working'), { sameTeammate: true });
  expect(await idsOf()).not.toContain(turnId);
});

test('a question without anything found says so', async () => {
  const turnId = await decide(await asked('xylophone'));
  const found = (await listQuestions(database.db, 'open')).find(({ id }) => id === turnId);
  expect(found).toMatchObject({ reason: 'nothing_found', best: null, messages: [{ text: 'xylophone' }] });
});

test('hundreds of questions of one moment are each read once', async () => {
  const { db } = database;
  const { conversationId } = await asked('a conversation');
  const turns = Array.from({ length: 600 }, (): string => randomUUID());
  const decision = JSON.stringify({ kind: 'handoff', reason: 'cannot_resolve' });
  const messages = Array.from({ length: 600 }, () => randomUUID());
  await db.query(
    `insert into turn (id, conversation_id, epoch, last_number, message_ids, kind, decision, created_at)
      select t, $1, 0, 1, array[m], 'handoff', $2, '2026-01-01' from unnest($3::uuid[], $4::uuid[]) as asked (t, m)`,
    [conversationId, decision, turns, messages],
  );
  await db.query(
    `insert into message (id, conversation_id, number, placed_at, author, kind, text, wa_message_id, needs_answer, state,
        settled_by, settled_at, turn_id)
      select m, $1, 100 + n, now(), 'customer', 'text', 'do you ship?', m::text, true, 'received', 'turn', now(), t
        from unnest($2::uuid[], $3::uuid[]) with ordinality as asked (t, m, n)`,
    [conversationId, turns, messages],
  );
  const found = await idsOf();
  expect(found.filter((id) => turns.includes(id)).sort()).toEqual([...turns].sort());
});
