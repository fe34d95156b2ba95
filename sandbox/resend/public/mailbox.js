import { el } from './dom.js';
import { drawMail } from './mail.js';

const emails = new Map();
const read = new Set();
let openId = decodeURIComponent(location.hash.slice(1)) || null;

const byId = (id) => document.getElementById(id);
const STATES = { sent: 'On its way', delivered: 'Delivered', bounced: 'Bounced' };

function when(atMs) {
  const date = new Date(atMs);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday
    ? date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString([], { day: 'numeric', month: 'short' });
}

const items = new Map();

/** The same element for the same mail: one that is replaced under the pointer would swallow a click. */
function itemOf(email) {
  if (!items.has(email.id)) {
    const button = el('button', { onclick: () => open(email.id) });
    items.set(email.id, { item: el('li', {}, button), button });
  }
  const { item, button } = items.get(email.id);
  button.className = `item${read.has(email.id) ? '' : ' unread'}`;
  if (email.id === openId) button.setAttribute('aria-current', 'true');
  else button.removeAttribute('aria-current');
  button.replaceChildren(
    el('span', { class: 'to' }, `To ${email.to.join(', ')}`),
    el('time', { datetime: new Date(email.atMs).toISOString() }, when(email.atMs)),
    el('span', { class: 'subject' }, email.subject),
    el('span', { class: `state ${email.state}` }, STATES[email.state]),
  );
  return item;
}

function drawList() {
  const list = byId('mails');
  const wanted = [...emails.values()].toReversed().map(itemOf);
  for (const child of [...list.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
  byId('nothing').hidden = emails.size > 0;
  byId('clear').hidden = emails.size === 0;
  document.title = emails.size === 0 ? 'Sandbox mailbox' : `Mailbox (${emails.size})`;
}

function open(id) {
  openId = id;
  const email = emails.get(id);
  byId('app').dataset.view = email ? 'mail' : 'list';
  history.replaceState(null, '', email ? `#${id}` : location.pathname);
  if (email) {
    read.add(id);
    drawMail(byId('mail'), email, { close: () => open(null), bounce: () => call('POST', `emails/${id}/bounce`) });
    byId('mail').focus();
  } else byId('mail').replaceChildren(el('p', { class: 'pick' }, 'Pick a mail to read it.'));
  drawList();
}

const call = (method, path) => fetch(`/__sandbox/mailbox/${path}`, { method }).catch(() => undefined);

byId('clear').addEventListener('click', () => void call('DELETE', 'emails'));

const source = new EventSource('/__sandbox/mailbox/events');
source.addEventListener('state', ({ data }) => {
  emails.clear();
  for (const email of JSON.parse(data).emails) emails.set(email.id, email);
  byId('offline').hidden = true;
  open(openId);
});
source.addEventListener('email', ({ data }) => {
  const email = JSON.parse(data);
  emails.set(email.id, email);
  drawList();
  if (email.id === openId)
    byId('mail')
      .querySelector('.state')
      ?.replaceWith(el('span', { class: `state ${email.state}` }, STATES[email.state]));
});
source.addEventListener('error', () => {
  byId('offline').hidden = false;
});
