import { sendMedia, sendMessage } from './api.js';
import { byId, el, icon, toast } from './dom.js';
import { previewOf } from './format.js';
import { messagesOf, onChange, store } from './store.js';

const text = byId('text');
const menu = byId('attach-menu');
const attach = byId('attach');

const context = () => (store.replyTo ? { context: { from: store.business.number, id: store.replyTo.id } } : {});

async function send(body) {
  if (body.trim() === '' || store.openId === null) return;
  const sent = await sendMessage(store.openId, { type: 'text', text: { body }, ...context() });
  if (sent === null && text.value === '') text.value = body;
  quote(null);
}

function quote(message) {
  store.replyTo = message;
  const draft = byId('reply-draft');
  draft.hidden = message === null;
  if (message !== null)
    draft.replaceChildren(
      el('span', {}, previewOf(message)),
      el(
        'button',
        { type: 'button', class: 'icon', 'aria-label': 'Do not reply to it', onclick: () => quote(null) },
        icon('close'),
      ),
    );
}

const grow = () => {
  text.style.height = 'auto';
  text.style.height = `${Math.min(text.scrollHeight, 140)}px`;
};

async function sample(path) {
  const response = await fetch(path);
  return response.blob();
}

const TYPES = [
  [/^image\/(jpeg|png)$/, 'image'],
  [/^image\/webp$/, 'sticker'],
  [/^video\//, 'video'],
  [/^audio\//, 'audio'],
];

/** What each entry of the attach menu does. */
const attachments = {
  photo: async (id) => sendMedia(id, 'image', await sample('/photo.jpg'), { caption: text.value.trim() }),
  voice: async (id) =>
    sendMedia(id, 'audio', new Blob([await sample('/voice-note.ogg')], { type: 'audio/ogg; codecs=opus' })),
  location: (id) =>
    sendMessage(id, {
      type: 'location',
      location: {
        latitude: 38.7139,
        longitude: -9.1394,
        name: 'Praça da Figueira',
        address: '1100-240 Lisboa, Portugal',
      },
    }),
  file: () => byId('file').click(),
};

function toggleMenu(open) {
  menu.hidden = !open;
  attach.setAttribute('aria-expanded', String(open));
  if (open) menu.querySelector('button').focus();
}

const drafts = new Map();
let draftFor = null;

/** Each phone keeps its own half-written message. */
function swapDraft() {
  if (draftFor === store.openId) return;
  drafts.set(draftFor, text.value);
  draftFor = store.openId;
  text.value = drafts.get(draftFor) ?? '';
  grow();
  quote(null);
}

let startersFor = null;

function drawStarters() {
  const customer = store.customers.get(store.openId);
  const isFresh = customer !== undefined && messagesOf(customer.id).length === 0;
  const wanted = isFresh ? customer.id : null;
  if (wanted === startersFor) return;
  startersFor = wanted;
  const starters = isFresh
    ? customer.starters.map((starter) => el('button', { type: 'button', onclick: () => void send(starter) }, starter))
    : [];
  byId('starters').replaceChildren(...starters);
}

export function startComposer() {
  onChange(swapDraft);
  onChange(drawStarters);
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault();
    const body = text.value;
    text.value = '';
    grow();
    void send(body);
    text.focus();
  });
  text.addEventListener('input', grow);
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      byId('composer').requestSubmit();
    }
    if (event.key === 'Escape') quote(null);
  });
  byId('reply-draft').addEventListener('change', () => quote(store.replyTo));
  attach.addEventListener('click', () => toggleMenu(menu.hidden));
  menu.addEventListener('keydown', (event) => {
    const items = [...menu.querySelectorAll('button')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    }
    if (event.key === 'Escape') {
      toggleMenu(false);
      attach.focus();
    }
  });
  menu.addEventListener('click', async (event) => {
    const kind = event.target.closest('button')?.dataset.attach;
    if (!kind || store.openId === null) return;
    toggleMenu(false);
    await attachments[kind](store.openId);
    if (kind === 'photo') text.value = '';
  });
  document.addEventListener('click', (event) => {
    if (!menu.hidden && !event.target.closest('.attach')) toggleMenu(false);
  });
  byId('file').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    target.value = '';
    if (!file || store.openId === null) return;
    if (file.size > 16 * 1024 * 1024) {
      toast('Files over 16 MB are too big for WhatsApp.');
      return;
    }
    const type = TYPES.find(([pattern]) => pattern.test(file.type))?.[1] ?? 'document';
    await sendMedia(store.openId, type, file, { filename: file.name });
  });
}
