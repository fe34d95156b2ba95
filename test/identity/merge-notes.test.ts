import { randomUUID } from 'node:crypto';
import { listNotes } from '../../db/notes';
import { addNote } from '../../transactions/add-note';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { insertTeammate } from '../support/seed';
import { inboundFrom } from './inbound-from';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('the notes of two conversations that become one are all in it, also when a client used one id in both', async () => {
  const { db } = database;
  const olivia = await insertTeammate(db, 'Olivia', 'owner');
  const ben = await insertTeammate(db, 'Ben');
  const [phone, scoped] = [{ waId: '351955500001' }, { bsuid: 'ES.955500001' }];
  const conversation = async (ids: Parameters<typeof inboundFrom>[0]) => {
    const [wake] = await storeWebhook(db, [inboundFrom(ids, 'hello')]);
    return wake?.conversationId ?? '';
  };
  const [survivor, other] = [await conversation(phone), await conversation(scoped)];
  const click = { teammateId: olivia, clientId: randomUUID(), mentions: [ben] };
  await addNote(db, { ...click, conversationId: survivor, text: 'by phone' });
  await addNote(db, { ...click, conversationId: other, text: 'by scoped id' });
  await storeWebhook(db, [inboundFrom({ ...phone, ...scoped }, 'both of me')]);

  const notes = await listNotes(db, survivor, { after: null, limit: 10 });
  expect(notes.map(({ text }) => text)).toEqual(['by scoped id', 'by phone']);
  const again = await addNote(db, { ...click, conversationId: other, text: 'by phone' });
  expect(again.answer).toEqual({ noteId: notes[1]?.id });
  const { rows } = await db.query('select 1 from notice where conversation_id = $1', [survivor]);
  expect(rows).toHaveLength(2);
});
