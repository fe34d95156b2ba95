import { randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { startBaton, type Baton } from '../support/baton';
import { environment } from '../support/environment';
import { eventually } from '../support/eventually';
import { conversationRun, historiesOf, wordsIn } from '../support/histories';
import { conversationOf } from '../support/seed';
import { startTalkingProxy, type ProxiedRequest, type TalkingProxy } from '../support/talking-proxy';
import { startScriptedModel, type ScriptedModel } from '../support/scripted-model';

const letters = () => Array.from({ length: 12 }, () => String.fromCharCode(97 + randomInt(26))).join('');

/** Words that must stay out of Temporal, each from another source and each found nowhere else in the world. */
const canaries = {
  name: `Name${letters()}`,
  username: `username${letters()}`,
  phone: `35191${String(randomInt(1e9)).padStart(10, '7')}`,
  text: `question${letters()}`,
  answer: `answer${letters()}`,
  teammate: `Teammate${letters()}`,
  address: `address${letters()}`,
  reply: `reply${letters()}`,
  outcome: `outcome${letters()}`,
  whatsappError: `whatsapp${letters()}`,
  resendError: `resend${letters()}`,
  modelError: `model${letters()}`,
  databaseError: `database${letters()}`,
};

let baton: Baton;
let model: ScriptedModel;
let graph: TalkingProxy;
let resend: TalkingProxy;
beforeAll(async () => {
  [model, graph, resend] = await Promise.all([startScriptedModel(), startTalkingProxy(), startTalkingProxy()]);
  model.says(`Sure: ${canaries.answer}.`);
  baton = await startBaton({
    env: {
      ...model.env,
      WHATSAPP_BASE_URL: graph.url,
      RESEND_BASE_URL: resend.url,
      OWNER_NAME: canaries.teammate,
      OWNER_EMAIL: `${canaries.address}@example.com`,
    },
  });
  graph.forwardTo(baton.whatsapp.url);
  resend.forwardTo(baton.mail.url);
});
afterAll(async () => {
  await baton.stop();
  await Promise.all([model.stop(), graph.stop(), resend.stop()]);
});

/** A read receipt goes to the same address. */
const isSend = ({ path, body }: ProxiedRequest) =>
  path.endsWith('/messages') && body.includes('biz_opaque_callback_data');
const graphError = (code: number) => ({
  error: {
    message: canaries.whatsappError,
    type: 'OAuthException',
    code,
    error_data: { details: canaries.whatsappError },
  },
});

test('no message text, name, number or provider’s word enters Temporal, whatever goes wrong', async () => {
  const id = await livesThroughEverything();

  const runs = await historiesOf(baton);
  const described = await Promise.all(
    runs.map(async ({ workflowId, runId }) => baton.temporal.workflow.getHandle(workflowId, runId).describe()),
  );
  const details = await conversationRun(baton, id).query('__temporal_workflow_metadata');
  const words = wordsIn([runs, described.map(({ raw }) => raw), details]).join('\n');
  expect(words).toContain(`conversation:${id}`);
  expect(words).toContain('provider_unavailable');
  expect(words).toContain('database_unavailable');
  expect(leaked((canary) => words.includes(canary))).toEqual([]);

  const files = await temporalDatabase();
  expect(found(files, `conversation:${id}`)).toBe(true);
  expect(leaked((canary) => found(files, canary))).toEqual([]);
});

/** A question, a handoff, a person's answer, a resolve, and every provider failing on the way in its own words. */
async function livesThroughEverything(): Promise<string> {
  const { whatsapp, mail, api, db } = baton;
  const customer = { waId: canaries.phone, name: canaries.name, username: canaries.username };
  const failed = async (kind: string) => {
    const { rows } = await db.query<{ n: number }>('select count(*)::int as n from message where error = $1', [kind]);
    expect(rows[0]?.n).toBeGreaterThan(0);
  };

  // The model and WhatsApp fail once each and are tried again.
  model.fails(500, canaries.modelError);
  graph.refuse(isSend, 500, graphError(131016));
  await whatsapp.simulate.text(customer, `How long does delivery take? ${canaries.text}`).delivered;
  const answer = await whatsapp.log.waitForAccepted(({ text }) => (text ?? '').includes(canaries.answer));
  const id = await conversationOf(db, customer.waId);

  // A handoff while the database, Resend and WhatsApp refuse: the reassurance fails for good.
  await db.query(`create function loud() returns trigger language plpgsql as
    $$ begin raise exception '${canaries.databaseError}'; end $$`);
  await db.query('create trigger loud before insert on handoff for each row execute function loud()');
  resend.refuse(({ path }) => path.startsWith('/emails'), 500, {
    statusCode: 500,
    name: 'internal_server_error',
    message: canaries.resendError,
  });
  graph.refuse(isSend, 400, graphError(131026));
  await whatsapp.simulate.text(customer, `can I speak to someone? ${canaries.text}`).delivered;
  await eventually(async () => {
    const { pendingActivities } = (await conversationRun(baton, id).describe()).raw;
    expect(pendingActivities?.some(({ lastFailure }) => lastFailure?.message === 'database_unavailable')).toBe(true);
  });
  await db.query('drop trigger loud on handoff');
  await eventually(() => {
    expect(mail.emails()[0]?.text).toContain(canaries.text);
  }, 30_000);
  await eventually(() => failed('whatsapp_131026'));

  // A person's first words are refused, the second arrive.
  graph.refuse(isSend, 400, graphError(131026));
  await api.command(id, 'messages', { text: `${canaries.reply} one` });
  await eventually(async () => {
    const { rows } = await db.query(`select 1 from message where author = 'teammate' and state = 'failed'`);
    expect(rows).toHaveLength(1);
  });
  await api.command(id, 'messages', { text: `${canaries.reply} two` });
  await whatsapp.log.waitForAccepted(
    ({ text, seq }) => seq > answer.seq && text?.endsWith(`${canaries.reply} two`) === true,
  );
  await api.command(id, 'resolve', { outcome: canaries.outcome });

  // Handed off in the customer's own words, all of them the evidence.
  await whatsapp.simulate.text(customer, `I want to kill myself ${canaries.text}`).delivered;
  await eventually(async () => {
    const { handoff } = (await api.get(`/api/conversations/${id}`)).body;
    expect(handoff).toMatchObject({ resolvedAt: null, evidence: expect.stringContaining(canaries.text) as string });
  });
  await api.command(id, 'resolve', { outcome: canaries.outcome });

  // The model refuses for good: its failure is the reason to hand off.
  model.fails(401, canaries.modelError);
  await whatsapp.simulate.text(customer, `Do you ship lamps to Spain? ${canaries.text}`).delivered;
  await eventually(async () => {
    expect((await api.get(`/api/conversations/${id}`)).body['handler']).toMatchObject({ reason: 'agent_failed' });
  });
  await eventually(async () => {
    const { handoff } = (await api.get(`/api/conversations/${id}`)).body;
    expect(handoff).toMatchObject({ steps: { email: { state: 'done' } } });
  });
  return id;
}

function leaked(isFound: (canary: string) => boolean): string[] {
  return Object.entries(canaries).flatMap(([source, canary]) => (isFound(canary) ? [source] : []));
}

/** The server's database and its write-ahead log as they are on the disk. */
async function temporalDatabase(): Promise<Buffer[]> {
  const folder = path.join(environment('HOME'), 'temporal');
  const names = (await readdir(folder)).filter((name) => /\.db(-wal)?$/.test(name));
  expect(names.length).toBeGreaterThan(0);
  return Promise.all(names.map((name) => readFile(path.join(folder, name))));
}

/** Whether the words stand in a file as they are, or as base64 at any of its three alignments. */
function found(files: readonly Buffer[], words: string): boolean {
  const forms = [words, ...[0, 1, 2].map((offset) => base64Middle(words, offset))];
  return files.some((file) => forms.some((form) => file.includes(form)));
}

/** The part of the base64 that only these words decide, when `offset` bytes come before them. */
function base64Middle(words: string, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(words)]).toString('base64');
  return encoded.replace(/=+$/, '').slice(offset === 0 ? 0 : 4, -2);
}
