import { post, sendMessage } from './api.js';
import { bubble } from './bubble.js';
import { showList, showMessageMenu } from './dialogs.js';
import { avatar, byId, el, place } from './dom.js';
import { dayOf, phoneOf } from './format.js';
import { changed, isTyping, messageOf, messagesOf, onChange, store } from './store.js';

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language' });
const drawn = new Map();
let drawnFor = null;

const reply = (message, type, content) =>
  sendMessage(message.customerId, { type, [type]: content, context: { from: store.business.number, id: message.id } });

const actions = {
  button: (message, { id, title }) =>
    reply(message, 'interactive', { type: 'button_reply', button_reply: { id, title } }),
  quickReply: (message, text) => reply(message, 'button', { text, payload: text }),
  openList: (message) =>
    showList(message, (row) => reply(message, 'interactive', { type: 'list_reply', list_reply: row })),
  menu: (message) => showMessageMenu(message),
  retry: () => post('phone/retry'),
};

/** Draws the open chat, touching only what changed, so that focus and scrolling stay where they are. */
function drawChat() {
  const customer = store.customers.get(store.openId);
  byId('chat').classList.toggle('empty', customer === undefined);
  if (customer === undefined) return;
  const scroll = byId('scroll');
  const atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 80;
  const opened = drawnFor !== customer.id;
  const list = byId('messages');
  if (opened) {
    drawn.clear();
    list.replaceChildren();
    // A fresh chat is not news for a screen reader.
    byId('log').setAttribute('aria-live', 'off');
    drawnFor = customer.id;
  }
  drawHead(customer);
  const messages = messagesOf(customer.id);
  const answered = new Set(
    messages.filter((each) => ['interactive', 'button'].includes(each.type)).map((each) => each.replyTo),
  );
  let before = null;
  let day = null;
  const items = messages.flatMap((message) => {
    const first = before?.from !== message.from || dayOf(before.atMs) !== dayOf(message.atMs);
    before = message;
    const separator = dayOf(message.atMs) === day ? [] : [dayLine(message.atMs)];
    day = dayOf(message.atMs);
    return [...separator, itemFor(customer, message, { first, answered: answered.has(message.id) })];
  });
  place(list, items);
  for (const message of messages) store.seen.add(message.id);
  const typing = isTyping(customer.id);
  byId('typing').hidden = !typing;
  if (opened || atEnd) scroll.scrollTop = scroll.scrollHeight;
  if (opened) setTimeout(() => byId('log').setAttribute('aria-live', 'polite'), 300);
}

function itemFor(customer, message, options) {
  const version = JSON.stringify([message, options]);
  const known = drawn.get(message.id);
  if (known?.version === version) return known.node;
  const node = bubble(message, { ...options, quoted: messageOf(customer.id, message.replyTo), actions });
  drawn.set(message.id, { version, node });
  return node;
}

function dayLine(atMs) {
  const id = `day ${dayOf(atMs)}`;
  if (!drawn.has(id)) drawn.set(id, { version: '', node: el('li', { class: 'day' }, dayOf(atMs)) });
  return drawn.get(id).node;
}

function drawHead(customer) {
  const { business } = store;
  byId('business-avatar').textContent = [...business.name][0] ?? '';
  byId('business-name').textContent = business.name;
  byId('presence').textContent = isTyping(customer.id) ? 'typing…' : 'Business account';
  byId('presence').classList.toggle('is-typing', isTyping(customer.id));
  const language = LANGUAGES.of(customer.language) ?? customer.language;
  const handle = customer.hidesPhone ? `@${customer.username ?? customer.name}, number hidden` : phoneOf(customer.waId);
  byId('identity').replaceChildren(
    avatar(customer.name),
    el('span', {}, `You are ${customer.name} · ${handle} · ${language}`),
  );
  const banner = byId('banner');
  banner.hidden = store.connected && customer.online;
  banner.textContent = store.connected
    ? 'This phone is offline. Messages leave once it is back.'
    : 'The sandbox is not answering. Reconnecting…';
}

/** Tells the stand-in what is looked at: read receipts depend on it. A hidden tab looks at nothing. */
function tellWhatIsOpen() {
  if (store.page === null) return;
  const isLooked = byId('app').dataset.view === 'chat' && document.visibilityState === 'visible';
  void post('phone/open', { page: store.page, customerId: isLooked ? store.openId : null });
}

/** Shows a customer's phone; null goes back to the list (narrow screens). */
export function openChat(customerId) {
  byId('app').dataset.view = customerId === null ? 'people' : 'chat';
  if (customerId !== null) {
    store.openId = customerId;
    history.replaceState(null, '', `#${customerId}`);
  }
  tellWhatIsOpen();
  changed();
}

export function startChat() {
  document.addEventListener('visibilitychange', tellWhatIsOpen);
  onChange(drawChat);
  // After a reconnect the stand-in no longer knows.
  onChange(({ everything }) => {
    if (everything) tellWhatIsOpen();
  });
}
