import { get, patch, post, remove } from './api.js';
import { byId, el, icon, toast } from './dom.js';
import { onChange, store } from './store.js';

/** What can be made to go wrong with one click. */
const FAULTS = [
  [
    'Refuse the next message',
    'Too many to one customer: error 131056',
    'faults',
    { route: 'messages', fault: { kind: 'provider_error', code: 131056 } },
  ],
  [
    'Lose the next answer',
    'WhatsApp takes the message, the line breaks: was it sent?',
    'faults',
    { route: 'messages', fault: { kind: 'reset', when: 'after' } },
  ],
  [
    'Let the next message fail later',
    'Accepted, then a status “failed” (131026)',
    'faults',
    { route: 'messages', fault: { kind: 'fails_later', code: 131026 } },
  ],
  [
    'WhatsApp is down',
    'Every request gets a 503 page, until removed',
    'faults',
    { route: '*', fault: { kind: 'html' }, times: 'always' },
  ],
  [
    'Deliver the next message three times',
    'Webhooks may repeat',
    'webhook-faults',
    { on: 'message', fault: { kind: 'duplicate', copies: 3 } },
  ],
  [
    'Delay the next message by 10 s',
    'Webhooks may be late',
    'webhook-faults',
    { on: 'message', fault: { kind: 'delay', ms: 10_000 } },
  ],
];
const WORDS = { html: 'WhatsApp is down', reset: 'answer lost', provider_error: 'refused with' };
const DAY_MS = 24 * 60 * 60 * 1000;

const customer = () => ({ id: store.openId });

function onOff(label, isOn, change) {
  const box = el('input', { type: 'checkbox', role: 'switch' });
  box.checked = isOn;
  box.addEventListener('change', () => void change(box.checked));
  return el('label', { class: 'switch' }, el('span', {}, label), box);
}

const action = (label, hint, act) =>
  el('button', { class: 'action', onclick: () => void act() }, el('strong', {}, label), el('span', {}, hint));

function ownerForm() {
  const field = el('input', {
    'aria-label': 'Message from the business’s own phone',
    placeholder: 'I will call you',
    autocomplete: 'off',
  });
  const form = el('form', { class: 'inline' }, field, el('button', { class: 'primary' }, 'Send'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (field.value.trim() === '') return;
    void post('echo', { customer: customer(), message: { type: 'text', text: { body: field.value } } });
    field.value = '';
  });
  return form;
}

async function drawFaults() {
  const place = byId('active-faults');
  if (!place) return;
  const [faults, webhookFaults] = await Promise.all([get('faults'), get('webhook-faults')]);
  const line = (kind) => (rule) =>
    el(
      'li',
      {},
      el(
        'span',
        {},
        `${WORDS[rule.fault.kind] ?? rule.fault.kind.replaceAll('_', ' ')}${rule.fault.code ? ` ${rule.fault.code}` : ''} · ${rule.hits > 0 ? `met ${rule.hits}` : 'waiting'}`,
      ),
      el(
        'button',
        { class: 'icon', 'aria-label': 'Remove', onclick: () => void remove(`${kind}/${rule.id}`).then(drawFaults) },
        icon('close'),
      ),
    );
  const isAlive = (rule) => rule.times === 'always' || rule.hits < (rule.times ?? 1);
  const lines = [
    ...(faults?.items ?? []).filter(isAlive).map(line('faults')),
    ...(webhookFaults?.items ?? []).filter(isAlive).map(line('webhook-faults')),
  ];
  place.replaceChildren(...(lines.length === 0 ? [el('li', { class: 'none' }, 'Everything works.')] : lines));
}

function draw() {
  const drawer = byId('controls');
  const current = store.customers.get(store.openId);
  if (drawer.hidden || current === undefined) return;
  const change = (changes) => patch(`phone/customers/${current.id}`, changes);
  drawer.replaceChildren(
    el(
      'header',
      { class: 'bar' },
      el('h2', {}, 'Sandbox controls'),
      el('button', { class: 'icon', 'aria-label': 'Close', onclick: () => toggle(false) }, icon('close')),
    ),
    el(
      'div',
      { class: 'scroll' },
      el('h3', {}, `${current.name}’s phone`),
      onOff('Online', current.online, (online) => change({ online })),
      onOff('Read receipts while the chat is open', current.readReceipts, (readReceipts) => change({ readReceipts })),
      action('Let 24 hours pass', 'Closes WhatsApp’s window for free text', () =>
        post('window', { customer: customer(), lastCustomerMessageAtMs: Date.now() - DAY_MS - 60_000 }).then(
          (done) => done && toast('The window is closed.'),
        ),
      ),
      action('Change the number', 'New number and id, same person', () =>
        post('number-change', { customer: customer(), waId: `1555${String(Date.now()).slice(-7)}` }).then(
          (done) => done && toast('The number changed.'),
        ),
      ),
      el('h3', {}, 'The owner’s own phone'),
      ownerForm(),
      el('h3', {}, 'Make something fail'),
      ...FAULTS.map(([label, hint, kind, rule]) => action(label, hint, () => post(kind, rule).then(drawFaults))),
      el('h3', {}, 'At work'),
      el('ul', { class: 'faults', id: 'active-faults' }),
    ),
  );
  void drawFaults();
}

function toggle(open) {
  byId('controls').hidden = !open;
  byId('app').classList.toggle('with-controls', open);
  byId('open-controls').setAttribute('aria-expanded', String(open));
  draw();
  if (open) byId('controls').querySelector('button')?.focus();
  else byId('open-controls').focus();
}

export function startControls() {
  let drawnFor = null;
  onChange(({ everything, customer: changedCustomer, message }) => {
    if (everything || changedCustomer?.id === store.openId || drawnFor !== store.openId) {
      // Redrawing would take a half-written owner's message away.
      if (!byId('controls').contains(document.activeElement) || drawnFor !== store.openId) draw();
    }
    drawnFor = store.openId;
    if (message) void drawFaults();
  });
  byId('open-controls').addEventListener('click', () => toggle(byId('controls').hidden));
  byId('controls').addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') toggle(false);
  });
}
