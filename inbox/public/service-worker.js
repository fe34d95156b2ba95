/* global self, fetch, URL */
// Tells a teammate, while they look at something else, that a customer or a colleague needs them. It answers no request:
// nothing of the inbox is ever shown from a store.

/** Never a name and never a customer's words: a lock screen is seen by others. */
const WORDS = {
  assigned: 'A conversation was handed to you',
  answered: 'A customer answered you',
  mention: 'A colleague mentioned you',
};

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('push', (event) => event.waitUntil(tell(event.data.json())));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.conversationId));
});
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));

async function tell({ kind, conversationId }) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  // The page shows it, live.
  if (pages.some(({ visibilityState }) => visibilityState === 'visible')) return;
  // A page in another tab may have told it already, and knows better words.
  const known = await self.registration.getNotifications({ tag: conversationId });
  if (known.some(({ data }) => data.kind === kind)) return;
  await self.registration.showNotification(WORDS[kind] ?? 'Something in Baton needs you', {
    tag: conversationId,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    data: { kind, conversationId },
  });
}

/** In the page that is open, which keeps what is half written there; else in a new one. */
async function open(conversationId) {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find(({ url }) => !/^\/(api|sign-in)/.test(new URL(url).pathname));
  if (page === undefined) {
    await self.clients.openWindow(`/conversations/${conversationId}?filter=mine`);
    return;
  }
  page.postMessage({ open: conversationId });
  await page.focus();
}

/** The push service has moved this browser. */
async function renew({ oldSubscription, newSubscription }) {
  const renewed = newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
  await fetch('/api/push/subscription', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(renewed),
  });
}
