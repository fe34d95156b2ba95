import { post } from './api.js';
import { byId, el } from './dom.js';
import { previewOf, textOf } from './format.js';
import { store } from './store.js';

const REACTIONS = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

function show(title, ...content) {
  const dialog = byId('dialog');
  dialog.replaceChildren(el('h2', { id: 'dialog-title' }, title), ...content);
  dialog.setAttribute('aria-labelledby', 'dialog-title');
  dialog.showModal();
}

export const closeDialog = () => byId('dialog').close();

const cancel = () => el('button', { type: 'button', class: 'plain', onclick: closeDialog }, 'Cancel');

/** The rows of a list message; `chosen` gets the row. */
export function showList(message, chosen) {
  const { interactive } = message.content;
  const sections = interactive.action.sections.flatMap(({ title, rows }) => [
    title ? el('h3', {}, title) : null,
    ...rows.map((row) =>
      el(
        'button',
        {
          class: 'row',
          onclick: () => {
            closeDialog();
            void chosen(row);
          },
        },
        el('strong', {}, row.title),
        row.description ? el('span', {}, row.description) : null,
      ),
    ),
  ]);
  show(interactive.action.button, ...sections.filter(Boolean), cancel());
}

/** React to a message; edit or delete one's own. */
export function showMessageMenu(message) {
  const customer = { id: message.customerId };
  const then = (act) => () => {
    closeDialog();
    void act();
  };
  const reactions = el(
    'div',
    { class: 'reactions', role: 'group', 'aria-label': 'React' },
    ...REACTIONS.map((emoji) =>
      el(
        'button',
        {
          'aria-label': `React with ${emoji}`,
          'aria-pressed': String(message.reaction === emoji),
          onclick: then(() =>
            post('reaction', { customer, messageId: message.id, emoji: message.reaction === emoji ? '' : emoji }),
          ),
        },
        emoji,
      ),
    ),
  );
  const own =
    message.from === 'customer' && !message.revoked
      ? [
          message.type === 'text' ? el('button', { class: 'row', onclick: () => showEdit(message) }, 'Edit') : null,
          el(
            'button',
            { class: 'row danger', onclick: then(() => post('revoke', { customer, messageId: message.id })) },
            'Delete for everyone',
          ),
        ]
      : [];
  const answer = el(
    'button',
    {
      class: 'row',
      onclick: then(() => {
        store.replyTo = message;
        byId('reply-draft').dispatchEvent(new Event('change'));
        byId('text').focus();
      }),
    },
    'Reply',
  );
  show(
    'Message',
    el('p', { class: 'excerpt' }, previewOf(message)),
    reactions,
    answer,
    ...own.filter(Boolean),
    cancel(),
  );
}

function showEdit(message) {
  const field = el('textarea', { rows: '4', maxlength: '4096', 'aria-label': 'New text' });
  field.value = textOf(message);
  const form = el(
    'form',
    { method: 'dialog' },
    field,
    el('div', { class: 'buttons' }, cancel(), el('button', { class: 'primary' }, 'Save')),
  );
  form.addEventListener('submit', () => {
    void post('edit', { customer: { id: message.customerId }, messageId: message.id, text: field.value });
  });
  closeDialog();
  show('Edit message', form);
}

/** Asks for a new customer; `created` gets it. */
export function showNewCustomer(created) {
  const name = el('input', { required: true, maxlength: '60', autocomplete: 'off', id: 'customer-name' });
  const language = el(
    'select',
    { id: 'customer-language' },
    ...[
      ['en', 'English'],
      ['es-ES', 'Spanish'],
      ['pt-BR', 'Portuguese'],
      ['de-DE', 'German'],
      ['fr-FR', 'French'],
      ['it-IT', 'Italian'],
    ].map(([code, word]) => el('option', { value: code }, word)),
  );
  const hides = el('input', { type: 'checkbox', id: 'customer-hides' });
  const form = el(
    'form',
    { method: 'dialog' },
    el('label', { for: 'customer-name' }, 'Name'),
    name,
    el('label', { for: 'customer-language' }, 'Language'),
    language,
    el(
      'label',
      { class: 'check', for: 'customer-hides' },
      hides,
      'Uses a username; the business cannot see the number',
    ),
    el('div', { class: 'buttons' }, cancel(), el('button', { class: 'primary' }, 'Add')),
  );
  form.addEventListener('submit', async () => {
    const customer = await post('phone/customers', {
      name: name.value,
      language: language.value,
      hidesPhone: hides.checked,
    });
    if (customer !== null) created(customer);
  });
  show('New customer', form);
  name.focus();
}
