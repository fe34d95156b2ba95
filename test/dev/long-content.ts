import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '../support/eventually';
import type { ApiClient } from '../support/api-client';

/** A run of the product, from outside. */
export interface Stage {
  api: ApiClient;
  /** Of the WhatsApp stand-in. */
  phone: string;
  /** What that stand-in accepts as WhatsApp's. */
  accessToken: string;
}

/** The addresses of what was written. */
export interface LongContent {
  /** Waits for a person; everything about it is as long as it may be. */
  long: string;
  /** Written from right to left. */
  arabic: string;
  /** The owner's, with what a day of work leaves behind. */
  mine: string;
  /** The owner's, who has just promised an answer. */
  promised: string;
  /** A colleague holds it. */
  theirs: string;
  ai: string;
  /** A customer who sends everything but words. */
  media: string;
  blocked: string;
  /** A colleague's id. */
  ana: string;
}

const NAME = 'Bartholomew Maximilian Fitzgerald-Montgomery von Hohenlohe-Waldenburg-Schillingsfürst';
const WORDS =
  'The lamp *flickers* whenever the tram passes, and I have tried three bulbs, two sockets and my neighbour’s flat. ';
const BUSINESS_DAY = ['Noah', 'Mia', 'Louis', 'Emma', 'Hiro', 'Zoë', 'Juan', 'Aino', 'Olu', 'Iris'];

/** Fills an inbox with more, longer and stranger content than a friendly demonstration has. */
export async function writeLongContent(stage: Stage): Promise<LongContent> {
  const { api } = stage;
  const teammates = (await api.get('/api/teammates')).body.items ?? [];
  const ana = String(teammates.find(({ email }) => String(email).startsWith('ana@'))?.['id']);
  await api.send('POST', '/api/teammates', { name: `${NAME} Junior`, email: `${'long.'.repeat(9)}name@example.com` });
  for (const name of ['Opening hours', `The one ${WORDS.slice(0, 40)}`])
    await api.send('POST', '/api/saved-replies', { name, text: `Hello {customer}, ${WORDS.repeat(4)}` });
  const { body: made } = await api.send('POST', '/api/api-keys', {
    name: 'A shop whose name is long',
    teammateId: ana,
  });
  const asAna = api.as(String(made['key']));

  const ai = await customer(stage, 'Jonas Weber', ['Can I return a lamp that I have already used?']);
  const long = await customer(stage, NAME, [
    `${WORDS.repeat(20)} https://example.com/${'a-very-long-address/'.repeat(12)}`,
    `I want a human! ${'😀'.repeat(40)}`,
  ]);
  const arabic = await customer(stage, 'فاطمة الزهراء', ['أريد التحدث مع شخص من فضلك، المصباح مكسور 3 مرات!']);
  const blocked = await customer(stage, 'Spam Sender', ['I need to talk to a person about my investment']);
  const theirs = await customer(stage, 'Tomás Held', ['Can I talk to a real person, please?']);
  const mine = await customer(stage, 'Nora Mine', ['How long does delivery to Spain take?', 'I want a human']);
  await Promise.all([waiting(api, long), waiting(api, arabic), waiting(api, theirs), waiting(api, mine)]);
  await api.command(blocked, 'block', { reason: `Sends offers every day. ${WORDS}` });
  await asAna.command(theirs, 'messages', { text: 'Hello Tomás, I am looking for your parcel.' });
  await workOn(stage, { id: mine, asAna, ana });
  const media = await sendMedia(stage);
  const promised = await customer(stage, 'Pia Promised', ['Where is my parcel? I want a human']);
  await waiting(api, promised);
  await api.command(promised, 'messages', { text: 'I will find out and write to you by tomorrow.' });
  for (const [index, name] of BUSINESS_DAY.entries())
    await customer(stage, `${name} Regular`, [index % 2 === 0 ? 'Do you ship to Finland?' : 'I want a human, please']);
  const at = (id: string) => `/conversations/${id}`;
  return {
    long: at(long),
    arabic: at(arabic),
    mine: at(mine),
    promised: at(promised),
    theirs: at(theirs),
    ai: at(ai),
    media: at(media),
    blocked: at(blocked),
    ana,
  };
}

/** Replies of every fate, a note, a reaction, a picture. */
async function workOn(
  { api, phone }: Stage,
  { id, asAna, ana }: { id: string; asAna: ApiClient; ana: string },
): Promise<void> {
  const reply = async (text: string, becomes: string) => {
    const { body } = await api.command(id, 'messages', { text });
    await eventually(async () => {
      const { items = [] } = (await api.get(`/api/conversations/${id}/messages?limit=100`)).body;
      const state = items.find((message) => message['id'] === body['id'])?.['state'];
      if (state !== becomes) throw new Error(`“${text}” is ${String(state)}`);
    }, 60_000);
  };
  await reply('Hello Nora, I have your order here.', 'delivered');
  await fault(phone, { kind: 'fails_later' });
  await reply('It was packed this morning.', 'failed');
  await fault(phone, { kind: 'reset' });
  await reply('It left the warehouse at noon.', 'unconfirmed');
  await asAna.command(id, 'notes', { text: `@Olivia ${WORDS}`, mentions: [] });
  await api.command(id, 'notes', { text: 'The carrier is on strike until Friday.', mentions: [ana] });
  await api.command(id, 'messages', { text: 'I will find out and write to you by tomorrow.' });
  await inbound(
    phone,
    { name: 'Nora Mine', waId: waIdOf('Nora Mine') },
    { type: 'text', text: { body: 'Thank you!' } },
  );
}

/** A photo, a voice note, a document, a place and a contact card. */
async function sendMedia(stage: Stage): Promise<string> {
  const name = 'Mona Media';
  const id = await customer(stage, name, ['Can I speak to a person? Here is the broken one']);
  const photo = readFileSync(path.resolve(__dirname, '../../inbox/public/icons/icon-512.png'));
  const files = [
    ['image', await upload(stage, 'image/png', photo), { caption: 'The one on the left' }],
    ['audio', await upload(stage, 'audio/ogg', Buffer.from('OggS')), { voice: true }],
    ['document', await upload(stage, 'application/pdf', Buffer.from('%PDF')), { filename: 'An invoice.pdf' }],
  ] as const;
  const said = [
    ...files.map(([type, file, more]) => ({ type, [type]: { ...file, ...more } })),
    { type: 'location', location: { latitude: 38.7, longitude: -9.1, name: 'Casa Luma', address: 'Rua da Rosa 112' } },
    { type: 'contacts', contacts: [{ name: { formatted_name: 'Rui' }, phones: [{ phone: '+351 900 000 000' }] }] },
  ];
  for (const message of said) await inbound(stage.phone, { name, waId: waIdOf(name) }, message);
  await waiting(stage.api, id);
  return id;
}

async function upload(
  { phone, accessToken }: Stage,
  type: string,
  bytes: Buffer,
): Promise<{ id: string; mime_type: string }> {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', type);
  form.set('file', new Blob([new Uint8Array(bytes)], { type }), 'file');
  const answer = await fetch(new URL('/v25.0/700100200300/media', phone), {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}` },
    body: form,
  });
  const { id } = (await answer.json()) as { id: string };
  return { id, mime_type: type };
}

async function fault(phone: string, kind: Record<string, unknown>): Promise<void> {
  await post(phone, 'faults', { route: 'messages', to: waIdOf('Nora Mine'), fault: kind });
}

/** One who writes; resolves with the conversation's id. */
async function customer({ api, phone }: Stage, name: string, texts: readonly string[]): Promise<string> {
  const waId = waIdOf(name);
  for (const body of texts) await inbound(phone, { name, waId }, { type: 'text', text: { body } });
  let id = '';
  await eventually(async () => {
    const { items = [] } = (await api.get('/api/conversations?filter=all&limit=100')).body;
    const found = items.find((item) => (item['customer'] as { phone: string }).phone === waId);
    if (found === undefined) throw new Error(`${name} has no conversation yet`);
    id = String(found['id']);
  }, 30_000);
  return id;
}

/** Until a person has been asked and the customer told: nothing moves in the picture any more. */
async function waiting(api: ApiClient, id: string): Promise<void> {
  await eventually(async () => {
    const { handoff } = (await api.get(`/api/conversations/${id}`)).body as {
      handoff: { steps: Record<string, { state: string }> } | null;
    };
    if (Object.values(handoff?.steps ?? { none: { state: 'pending' } }).some(({ state }) => state === 'pending'))
      throw new Error(`${id} is not handed over yet`);
  }, 60_000);
}

function inbound(phone: string, who: { name: string; waId: string }, message: Record<string, unknown>): Promise<void> {
  return post(phone, 'inbound', { customer: who, message });
}

async function post(phone: string, route: string, body: unknown): Promise<void> {
  const answer = await fetch(new URL(`/__sandbox/${route}`, phone), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`the phone refused ${route}: ${await answer.text()}`);
}

/** A number for each name. */
function waIdOf(name: string): string {
  const sum = Array.from(name).reduce((known, sign) => (known * 31 + (sign.codePointAt(0) ?? 0)) % 1e9, 7);
  return `34${String(sum).padStart(9, '6')}`;
}
