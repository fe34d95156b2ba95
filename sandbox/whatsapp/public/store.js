/** What the page knows. Filled by the stand-in's live updates; `changed` listeners draw. */
export const store = {
  business: { name: '', number: '' },
  customers: new Map(),
  /** By customer, in the order sent. */
  messages: new Map(),
  typing: new Map(),
  /** This page's name at the stand-in. */
  page: null,
  openId: null,
  /** Business messages this page has shown. */
  seen: new Set(),
  connected: false,
};

const listeners = new Set();
export const onChange = (listener) => listeners.add(listener);
export const changed = (what = {}) => {
  for (const listener of listeners) listener(what);
};

/** A business's message shows once it reached the phone; a refused one shows as a note. */
export const isVisible = (message) =>
  message.from !== 'business' || ['delivered', 'read', 'failed'].includes(message.state);

export const messagesOf = (customerId) => [...(store.messages.get(customerId)?.values() ?? [])].filter(isVisible);

export const messageOf = (customerId, id) => store.messages.get(customerId)?.get(id);

export const unreadOf = (customerId) =>
  messagesOf(customerId).filter(
    (message) => message.from !== 'customer' && message.state === 'delivered' && !store.seen.has(message.id),
  ).length;

export function isTyping(customerId) {
  return (store.typing.get(customerId) ?? 0) > Date.now();
}

const put = (message) => {
  if (!store.messages.has(message.customerId)) store.messages.set(message.customerId, new Map());
  store.messages.get(message.customerId).set(message.id, message);
};

export function connect() {
  const source = new EventSource('/__sandbox/phone/events');
  let aheadMs = 0;
  const showTyping = ({ customerId, untilMs }) => {
    const until = untilMs - aheadMs;
    store.typing.set(customerId, until);
    if (until > Date.now()) setTimeout(changed, until - Date.now() + 20);
  };
  const on = (event, act) => source.addEventListener(event, ({ data }) => act(JSON.parse(data)));
  on('state', (state) => {
    aheadMs = state.nowMs - Date.now();
    store.page = state.page;
    store.business = state.business;
    store.customers = new Map(state.customers.map((customer) => [customer.id, customer]));
    store.messages.clear();
    for (const message of state.messages) put(message);
    store.typing.clear();
    for (const typing of state.typing) showTyping(typing);
    store.connected = true;
    changed({ everything: true });
  });
  on('customer', (customer) => {
    store.customers.set(customer.id, customer);
    changed({ customer });
  });
  on('message', (message) => {
    put(message);
    changed({ message });
  });
  on('typing', (typing) => {
    showTyping(typing);
    changed({ typing });
  });
  source.addEventListener('error', () => {
    store.connected = false;
    changed();
  });
}
