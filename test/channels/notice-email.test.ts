import { renderNoticeEmail, type NoticeEmail } from '../../channels/email/notice-email';

const link = 'https://inbox.sol.example/conversations/0b8c2f0e-1111-4222-8333-444455556666';
const KINDS = ['mention', 'assigned', 'taken_over', 'assigned_away'] as const;

const notice: NoticeEmail = {
  kind: 'mention',
  business: 'Hotel Sol',
  teammateName: 'Tom',
  actorName: 'Olivia',
  customerName: 'Ana Pérez',
  assigneeName: 'Ben',
  note: 'Please look at *this*\nand call her',
  link,
};
const render = (change: Partial<NoticeEmail> = {}) => renderNoticeEmail({ ...notice, ...change });

test('each kind says what happened in a subject of its own, and leads to the conversation', () => {
  const rendered = KINDS.map((kind) => render({ kind, note: null }));
  expect(new Set(rendered.map(({ subject }) => subject)).size).toBe(KINDS.length);
  for (const { html, text } of rendered) for (const version of [html, text]) expect(version).toContain(link);
});

test('both versions of a mention tell who, about whom, and the note as it was written', () => {
  const { html, text } = render();
  for (const version of [html, text])
    for (const part of ['Hotel Sol', 'Hi Tom', 'Olivia', 'Ana Pérez', 'Please look at', 'and call her'])
      expect(version).toContain(part);
  expect(text).not.toContain('call her and');
});

test.each(KINDS)('whatever names and note hold, %s has no other link, no markup and one line of subject', (kind) => {
  const hostile = '<a href="https://evil.example">x</a>\r\nBcc: a@evil.example \u202Ecod.exe';
  const { subject, html } = render({
    kind,
    business: hostile,
    teammateName: hostile,
    actorName: hostile,
    customerName: hostile.repeat(20),
    assigneeName: hostile,
    note: `${hostile} https://evil.example javascript:alert(1)`,
  });
  expect(subject).not.toMatch(/[\r\n\u202E]/);
  expect(subject.length).toBeLessThan(200);
  const targets = [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, target]) => target);
  expect(new Set(targets)).toEqual(new Set([link]));
  expect(html).not.toMatch(/https:\/\/evil\.example/);
});
