import fc from 'fast-check';
import { extractSummary, type SummaryFacts } from '../../domain/summary/extract-summary';
import { LANGUAGES } from '../../domain/language/languages';

const facts = (texts: string[], rest: Partial<SummaryFacts> = {}): SummaryFacts => ({
  customerName: null,
  language: null,
  said: texts.map((text) => ({ author: 'customer', kind: 'text', text })),
  served: [],
  before: null,
  ...rest,
});

test('a teammate reads what is wanted, what was tried, what is known, the mood and the language', () => {
  const said = [
    { author: 'customer', kind: 'text', text: 'Hola' },
    { author: 'customer', kind: 'text', text: '¿Dónde está mi pedido CL-45123? Escribidme a ana@example.com' },
    { author: 'ai', kind: 'text', text: 'Delivery takes 3 days, order 99999.' },
    { author: 'customer', kind: 'image', text: null },
    { author: 'customer', kind: 'image', text: null },
    { author: 'customer', kind: 'text', text: 'Quiero hablar con una persona' },
  ];
  const told = { said, customerName: 'Ana', language: 'es', served: ['Delivery times'] };
  expect(extractSummary(facts([], told), null)).toBe(
    [
      'Wants: “¿Dónde está mi pedido CL-45123? Escribidme a ana@example.com”',
      'Tried: “Delivery times”',
      'Known: Ana, ana@example.com, CL-45123, 2 × photo',
      'Mood: calm · Language: Spanish',
    ].join('\n'),
  );
});

test('its names are in the reader’s language, the customer’s words are as they wrote them', () => {
  const summary = extractSummary(facts(['My lamp is broken'], { language: 'en' }), 'de', 'The AI found no answer.');
  expect(summary).toContain('Anliegen: “My lamp is broken”');
  expect(summary).toContain('Versucht: noch keine Antwort');
  expect(summary).toContain('Sprache: Englisch');
  expect(summary).not.toContain('The AI found no answer.');
});

test('what the AI says of its last try is told to whoever reads English', () => {
  expect(extractSummary(facts(['x1']), 'en', 'The AI found no answer twice in a row.')).toContain(
    'Tried: The AI found no answer twice in a row.',
  );
});

test('a bare request for a person is quoted only when there is nothing better', () => {
  expect(extractSummary(facts(['I want to talk to a human']), null)).toContain('Wants: “I want to talk to a human”');
  expect(extractSummary(facts(['The lamp flickers', 'I want to talk to a human']), null)).toContain(
    'Wants: “The lamp flickers”',
  );
});

test('anger is told, and how the handoff before ended', () => {
  const before = { teammate: 'Ana', outcome: 'Sent a new lamp' };
  const summary = extractSummary(
    facts(['This is an absolute disgrace, you thieves, I will sue you!!'], { language: 'en', before }),
    null,
  );
  expect(summary).toContain('Mood: angry');
  expect(summary).toContain('Before: Ana: “Sent a new lamp”');
});

test('whatever customers write, there is a summary of bounded length', () => {
  const said = fc.array(
    fc.record({
      author: fc.constantFrom('customer', 'ai', 'teammate'),
      kind: fc.constantFrom('text', 'image', 'audio', 'toString', '__proto__'),
      text: fc.option(fc.string({ unit: 'binary', maxLength: 1_000 })),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(
      said,
      fc.option(fc.oneof(fc.constantFrom(...LANGUAGES), fc.string())),
      fc.option(fc.string()),
      (messages, language, reader) => {
        const summary = extractSummary(facts([], { said: messages, language, customerName: 'Ana' }), reader);
        expect(summary).not.toBe('');
        expect(summary.length).toBeLessThan(2_500);
      },
    ),
  );
});
