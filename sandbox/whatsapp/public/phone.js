import { openChat, startChat } from './chat.js';
import { startComposer } from './composer.js';
import { startControls } from './controls.js';
import { startPeople } from './people.js';
import { connect, onChange, store } from './store.js';

const isWide = () => matchMedia('(min-width: 760px)').matches;

startPeople();
startChat();
startComposer();
startControls();
// The first state decides what is shown: the customer in the address, else (on wide screens) the first one.
onChange(({ everything }) => {
  document.title = `${store.business.name} · sandbox phone`;
  if (!everything || store.openId !== null) return;
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (store.customers.has(wanted)) openChat(wanted);
  else if (isWide() && store.customers.size > 0) openChat(store.customers.keys().next().value);
});
connect();
