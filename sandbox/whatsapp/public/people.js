import { avatar, byId, el, place } from './dom.js';
import { openChat } from './chat.js';
import { showNewCustomer } from './dialogs.js';
import { dayOf, phoneOf, previewOf, timeOf } from './format.js';
import { isTyping, messagesOf, onChange, store, unreadOf } from './store.js';

const items = new Map();

/** The list of phones: newest activity first, the untouched ones below. */
export function drawPeople() {
  const lastOf = new Map(
    [...store.customers.keys()].map((id) => [id, messagesOf(id).findLast((message) => message.state !== 'failed')]),
  );
  const sorted = [...store.customers.values()].sort(
    (a, b) => (lastOf.get(b.id)?.atMs ?? 0) - (lastOf.get(a.id)?.atMs ?? 0),
  );
  const focused = document.activeElement;
  place(
    byId('people-list'),
    sorted.map((customer) => itemOf(customer, lastOf.get(customer.id))),
  );
  // Moving an item takes the focus from it.
  if (focused?.matches('.person')) focused.focus();
}

/** The same element for the same customer: one that is replaced under the pointer would swallow a click. */
function itemOf(customer, last) {
  if (!items.has(customer.id)) {
    const button = el('button', { class: 'person', 'data-customer': customer.id, onclick: () => select(customer.id) });
    items.set(customer.id, { item: el('li', {}, button), button });
  }
  const { item, button } = items.get(customer.id);
  const open = customer.id === store.openId;
  const unread = open && byId('app').dataset.view === 'chat' ? 0 : unreadOf(customer.id);
  const typing = isTyping(customer.id);
  const when = last ? (dayOf(last.atMs) === 'Today' ? timeOf(last.atMs) : dayOf(last.atMs)) : '';
  const handle = customer.hidesPhone ? `@${customer.username ?? customer.name}` : phoneOf(customer.waId);
  const preview = typing ? 'typing…' : last ? `${last.from === 'customer' ? 'You: ' : ''}${previewOf(last)}` : handle;
  if (open) button.setAttribute('aria-current', 'true');
  else button.removeAttribute('aria-current');
  button.replaceChildren(
    avatar(customer.name),
    el('span', { class: 'name' }, customer.name, customer.online ? null : el('span', { class: 'off' }, 'offline')),
    el('span', { class: 'when' }, when),
    el('span', { class: `preview${typing ? ' is-typing' : ''}` }, preview),
    unread > 0 ? el('span', { class: 'unread', 'aria-label': `${unread} unread` }, String(unread)) : '',
  );
  return item;
}

function select(customerId) {
  openChat(customerId);
  byId('text').focus();
}

export function startPeople() {
  onChange(drawPeople);
  byId('new-customer').addEventListener('click', () => showNewCustomer((customer) => select(customer.id)));
  byId('back').addEventListener('click', () => {
    const last = store.openId;
    openChat(null);
    byId('people-list')
      .querySelector(`[data-customer="${CSS.escape(last ?? '')}"]`)
      ?.focus();
  });
}
