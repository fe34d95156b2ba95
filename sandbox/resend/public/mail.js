import { el } from './dom.js';

const STATES = { sent: 'On its way', delivered: 'Delivered', bounced: 'Bounced' };

/** Shows one mail in `place`: its head, and its HTML in a frame without scripts, or its text. */
export function drawMail(place, email, { close, bounce }) {
  const body = el('div', { class: 'body', id: 'mail-body', role: 'tabpanel' });
  const views = [
    ['HTML', email.html, () => htmlFrame(email)],
    ['Text', email.text, () => el('pre', { tabindex: '0' }, ...withLinks(email.text))],
  ].filter(([, content]) => content);
  const tabs = views.map(([name, , draw]) =>
    el(
      'button',
      {
        class: 'plain',
        role: 'tab',
        'aria-controls': 'mail-body',
        onclick: ({ currentTarget }) => choose(currentTarget, draw),
      },
      name,
    ),
  );
  const choose = (tab, draw) => {
    for (const each of tabs) each.setAttribute('aria-selected', String(each === tab));
    body.replaceChildren(draw());
  };
  const line = (name, value) => (value ? [el('dt', {}, name), el('dd', {}, value)] : []);
  place.replaceChildren(
    el(
      'header',
      { class: 'head' },
      el('button', { class: 'plain back', onclick: close }, '‹ Mailbox'),
      el('h2', {}, email.subject),
      el(
        'dl',
        {},
        ...line('From', email.from),
        ...line('To', email.to.join(', ')),
        ...line('Reply to', email.replyTo.join(', ')),
        ...line('Sent', new Date(email.atMs).toLocaleString()),
        el('dt', {}, 'State'),
        el('dd', {}, el('span', { class: `state ${email.state}` }, STATES[email.state])),
      ),
      el(
        'div',
        { class: 'tools' },
        el('div', { role: 'tablist', 'aria-label': 'View' }, ...tabs),
        el(
          'button',
          { class: 'plain danger', title: 'As if this address did not exist', onclick: bounce },
          'Bounce it',
        ),
      ),
    ),
    body,
  );
  if (views.length > 0) choose(tabs[0], views[0][2]);
}

/** The stand-in serves the mail's HTML under a policy without scripts; the sandbox here says it once more. */
const htmlFrame = (email) =>
  el('iframe', {
    title: email.subject,
    sandbox: 'allow-popups allow-popups-to-escape-sandbox',
    src: `/__sandbox/mailbox/emails/${email.id}/html`,
  });

function withLinks(text) {
  return text
    .split(/(https?:\/\/[^\s<>]+)/)
    .map((part, index) =>
      index % 2 === 1 ? el('a', { href: part, target: '_blank', rel: 'noreferrer' }, part) : part,
    );
}
