import fc from 'fast-check';
import { type HandoffEmail, renderHandoffEmail } from '../../channels/email/handoff-email';
import { HANDOFF_REASONS } from '../../domain/handoff-reason';

const at = new Date('2026-11-25T09:42:00Z');
const link = 'https://inbox.sol.example/conversations/0b8c2f0e-1111-4222-8333-444455556666';

const handoff: HandoffEmail = {
  business: 'Hotel Sol',
  teammateName: 'Tom',
  customerName: 'Ana Pérez',
  reason: 'asked_for_person',
  reasonText: null,
  evidence: 'Can I talk to a person?',
  summary: 'Charged twice for booking 4711.',
  messages: [
    { author: 'customer', text: 'You charged me twice', at },
    { author: 'ai', text: 'Which booking?', at },
  ],
  link,
  openedAt: at,
  timeZone: 'Europe/Madrid',
};
const render = (change: Partial<HandoffEmail> = {}) => renderHandoffEmail({ ...handoff, ...change });

/** Every address that a click could lead to. */
function targets(html: string): string[] {
  return [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, target]) => target ?? '');
}

test('both versions tell who, why in words and in the own words of the customer, what was said, and where to go', () => {
  const { subject, html, text } = render();
  expect(subject).toBe('Ana Pérez needs you: Asked for a person');
  for (const version of [html, text])
    for (const part of [
      ...['Hotel Sol', 'Tom', 'Ana Pérez', 'Asked for a person', 'Can I talk to a person?', link],
      ...['Charged twice for booking 4711.', 'You charged me twice', 'Which booking?', 'AI, 25 Nov, 10:42'],
    ])
      expect(version).toContain(part);
});

test('each reason has words of its own', () => {
  const subjects = HANDOFF_REASONS.map((reason) => render({ reason }).subject);
  expect(new Set(subjects).size).toBe(HANDOFF_REASONS.length);
});

test('the words of the owner replace ours', () => {
  expect(render({ reasonText: 'Wants a refund' }).subject).toBe('Ana Pérez needs you: Wants a refund');
});

test('the same handoff is the same bytes, so that a repeated send is recognised', () => {
  expect(render()).toEqual(render());
});

test('it says so when the AI has not answered yet', () => {
  expect(render({ messages: [] }).text).toContain('The AI has not answered anything here.');
  expect(render().text).not.toContain('The AI has not answered anything here.');
});

test('markup of a customer stays text', () => {
  const markup = '<script>alert(1)</script><img src="https://evil.example/x.png">';
  const { html, text } = render({
    evidence: markup,
    customerName: markup,
    messages: [{ author: 'customer', text: markup, at }],
  });
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<img');
  expect(text).toContain('<script>');
});

test('line breaks of a message are kept in both versions', () => {
  const { html, text } = render({ messages: [{ author: 'customer', text: 'one\r\ntwo\nthree', at }] });
  expect(html).toContain('one<br/>two<br/>three');
  expect(text).toContain('one\ntwo\nthree');
});

test('the marks of WhatsApp are emphasis in HTML and gone from the text, where struck-out words stay marked', () => {
  const said = 'It was ~10 €~ and is *8 € <b>now</b>*, _really_: `code`';
  const { html, text } = render({
    evidence: said,
    summary: said,
    messages: [{ author: 'ai', text: said, at }],
  });
  const shown =
    /It was <s>10 €<\/s> and is <strong>8 € &lt;b&gt;now&lt;\/b&gt;<\/strong>, <em>really<\/em>: <code[^>]*>code<\/code>/g;
  expect(html.match(shown)).toHaveLength(3);
  expect(text.match(/It was ~10 €~ and is 8 € <b>now<\/b>, really: code/g)).toHaveLength(3);
});

test.each([
  '*evil*.example',
  '_evil_.example/pay',
  'ana@*evil*.example',
  '`https:`//evil.example',
  'https:```//```evil.example',
  '~*mailto:*~ana@evil.example',
  '```evil```.example',
])('marks do not put a link together: %s', (said) => {
  const { html, text } = render({ evidence: said, summary: said, messages: [{ author: 'customer', text: said, at }] });
  for (const version of [html.replaceAll(/<[^>]*>/g, ''), text]) {
    expect(version).toContain('evil');
    expect(version).not.toMatch(/evil\.example|:\/\/evil|mailto:(?!\u200C)/);
  }
});

test.each([
  'https://evil.example/pay',
  'www.evil.example',
  'evil.example',
  'ana@evil.example',
  'mailto:ana@evil.example',
])('no mail program finds a link in %s, wherever it stands', (address) => {
  const { html, text } = render({
    business: address,
    teammateName: address,
    customerName: address,
    reasonText: address,
    evidence: address,
    summary: address,
    messages: [{ author: 'ai', text: address, at }],
  });
  for (const version of [html, text]) {
    expect(version.includes('evil.example')).toBe(false);
    expect(version.replaceAll('\u200C', '').includes(address)).toBe(true);
  }
});

test('numbers and times stay as they are, so that they can be copied', () => {
  const said = 'Order A-4711.22 at 10:42 costs 3.50';
  expect(render({ messages: [{ author: 'customer', text: said, at }] }).text).toContain(said);
});

test('long texts are cut, and only the newest messages are shown', () => {
  const long = 'x'.repeat(10_000);
  const messages = Array.from({ length: 30 }, (_, n) => ({
    author: 'customer' as const,
    text: `no. ${n} ${long}`,
    at,
  }));
  const { subject, html, text } = render({
    customerName: long,
    reasonText: long,
    evidence: long,
    summary: long,
    messages,
  });
  expect(subject.length).toBeLessThan(200);
  expect(html.length).toBeLessThan(40_000);
  expect(text).toContain('no. 29');
  expect(text).toContain('no. 22');
  expect(text).not.toContain('no. 21 ');
});

test('a missing name reads naturally', () => {
  expect(render({ customerName: ' ' }).subject).toBe('A customer needs you: Asked for a person');
});

test('whatever people write, the only link is ours and the subject is one line', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.emailAddress(),
    fc.constantFrom('a\r\nBcc: x@y.z', '\u202Egnp.exe', '*<a href="http://x.y">*', '```<img src=x>```'),
  );
  fc.assert(
    fc.property(words, words, words, (a, b, c) => {
      const { subject, html } = render({
        business: a,
        teammateName: b,
        customerName: c,
        reasonText: a,
        evidence: b,
        summary: c,
        messages: [{ author: 'customer', text: a, at }],
      });
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
      expect(new Set(targets(html))).toEqual(new Set([link]));
    }),
    { numRuns: 30 },
  );
});
