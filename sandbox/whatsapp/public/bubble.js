import { el, icon } from './dom.js';
import { formatted, phoneOf, previewOf, textOf, timeOf } from './format.js';
import { voiceNote } from './voice-note.js';

const TICKS = {
  waiting: ['clock', 'Waiting for the phone to be online'],
  sent: ['tick', 'Sent'],
  delivered: ['ticks', 'Delivered'],
  read: ['ticks', 'Read'],
};

/**
 * One message as a list item. `actions`: `button(message, reply)`, `openList(message)`, `menu(message)`, `retry()`;
 * `quoted` is the message it answers; `answered` greys buttons that were tapped.
 */
export function bubble(message, { quoted, answered, actions, first }) {
  if (message.state === 'failed') return note(message);
  const mine = message.from === 'customer';
  const parts = message.revoked ? [el('p', { class: 'deleted' }, 'This message was deleted')] : bodyOf(message);
  const about = el(
    'span',
    { class: 'about' },
    message.edited ? el('span', {}, 'edited') : null,
    message.from === 'owner_phone' ? el('span', { title: 'Written on the business’s own phone' }, 'own phone') : null,
    el('time', { datetime: new Date(message.atMs).toISOString() }, timeOf(message.atMs)),
    mine ? ticks(message) : null,
  );
  const box = el(
    'div',
    { class: 'bubble', 'data-type': message.type },
    el('span', { class: 'sr' }, mine ? 'You: ' : 'Business: '),
    quoted ? el('blockquote', { class: 'quoted' }, previewOf(quoted)) : null,
    ...parts,
    about,
    el(
      'button',
      { class: 'more', 'aria-label': 'Message actions', onclick: () => actions.menu(message) },
      icon('more'),
    ),
    message.reaction
      ? el('span', { class: 'reaction', 'aria-label': `Reaction ${message.reaction}` }, message.reaction)
      : null,
  );
  const failing = mine && message.state === 'sent' && message.failedAttempts > 0;
  return el(
    'li',
    {
      class: `${mine ? 'mine' : 'theirs'}${first ? ' first' : ''}`,
      'data-id': message.id,
      'data-state': message.state,
    },
    box,
    ...buttonsOf(message, answered, actions),
    failing
      ? el(
          'p',
          { class: 'failing' },
          'Not delivered yet, retrying. ',
          el('button', { onclick: actions.retry }, 'Retry now'),
        )
      : null,
  );
}

function ticks(message) {
  const [name, label] = TICKS[message.state];
  return el('span', { class: `ticks ${message.state}`, role: 'img', 'aria-label': label, title: label }, icon(name));
}

/** A real phone never shows a refused message; here it is worth knowing. */
function note(message) {
  const why = message.errorCode === 131047 ? 'the 24-hour window is closed' : 'it could not be delivered';
  return el(
    'li',
    { class: 'note', 'data-id': message.id, 'data-state': 'failed' },
    `A message of the business did not arrive: ${why} (${message.errorCode}).`,
  );
}

function bodyOf(message) {
  const body = message.content[message.type] ?? {};
  const caption = body.caption ? [el('div', { class: 'text' }, ...formatted(body.caption))] : [];
  const source = body.id ? `/__sandbox/phone/media/${body.id}` : null;
  switch (message.type) {
    case 'image':
    case 'sticker':
      return [
        source ? el('img', { src: source, alt: body.caption ?? 'Photo', class: message.type }) : link(body.link),
        ...caption,
      ];
    case 'video':
      return [source ? el('video', { src: source, controls: true }) : link(body.link), ...caption];
    case 'audio':
      return [source ? voiceNote(source) : link(body.link)];
    case 'document':
      return [
        el(
          'a',
          { class: 'document', href: source ?? body.link, download: body.filename ?? '' },
          icon('file'),
          body.filename ?? 'Document',
        ),
        ...caption,
      ];
    case 'location':
      return [
        el('div', { class: 'map', 'aria-hidden': 'true' }, icon('pin')),
        el(
          'p',
          { class: 'text' },
          el('strong', {}, body.name ?? 'Location'),
          el('br'),
          body.address ?? `${body.latitude}, ${body.longitude}`,
        ),
      ];
    case 'contacts':
      return [el('p', { class: 'text' }, ...(Array.isArray(body) ? body.map((each) => each.name.formatted_name) : []))];
    case 'interactive':
      if (body.button_reply || body.list_reply) return [el('div', { class: 'text' }, ...formatted(textOf(message)))];
      return [
        body.header?.text ? el('p', { class: 'head' }, body.header.text) : null,
        el('div', { class: 'text' }, ...formatted(body.body?.text ?? '')),
        body.footer?.text ? el('p', { class: 'foot' }, body.footer.text) : null,
      ];
    default:
      return [el('div', { class: 'text' }, ...formatted(textOf(message)))];
  }
}

const link = (href) => el('a', { href, target: '_blank', rel: 'noreferrer' }, href);

/** What can be tapped below a message of the business. */
function buttonsOf(message, answered, actions) {
  const body = message.content[message.type] ?? {};
  if (message.from !== 'business' || message.revoked) return [];
  if (message.type === 'interactive' && body.type === 'button') {
    return body.action.buttons.map(({ reply }) =>
      el(
        'button',
        { class: 'tap', disabled: answered, onclick: () => actions.button(message, reply) },
        icon('reply'),
        reply.title,
      ),
    );
  }
  if (message.type === 'interactive' && body.type === 'list')
    return [
      el(
        'button',
        { class: 'tap', disabled: answered, onclick: () => actions.openList(message) },
        icon('list'),
        body.action.button,
      ),
    ];
  if (message.type === 'interactive' && body.type === 'cta_url') {
    const { url, display_text: text } = body.action?.parameters ?? {};
    return url ? [el('a', { class: 'tap', href: url, target: '_blank', rel: 'noreferrer' }, text ?? phoneOf(url))] : [];
  }
  const quickReply = message.content.filled?.quickReply;
  return quickReply
    ? [
        el(
          'button',
          { class: 'tap', disabled: answered, onclick: () => actions.quickReply(message, quickReply) },
          icon('reply'),
          quickReply,
        ),
      ]
    : [];
}
