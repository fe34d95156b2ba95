import fc from 'fast-check';
import type { HistoryEntry } from '../../agent/contract';
import type { Burst } from '../../agent/decide-burst';
import demoArticles from '../../agent/demo-articles.json';
import { FUNCTION_WORDS } from '../../domain/language/function-words';
import { LANGUAGES } from '../../domain/language/languages';
import { REQUEST_LEXICONS } from '../../domain/language/request-lexicons';
import { TALK_TO_A_PERSON } from '../../domain/language/talk-to-a-person';
import { turn } from './turn';

/** The longest text that WhatsApp delivers. */
const LONGEST_TEXT = 4_096;

/** Words that rules look for, in all ten languages: what they begin with, what they need, what calls them off. */
const ruleWords = Object.values(REQUEST_LEXICONS).flatMap(({ explicit, callback, vetoes, refusals }) =>
  [explicit, callback, vetoes, refusals].flatMap(({ byFirstClass }) =>
    [...byFirstClass.keys()].flatMap((name) => (name.startsWith('=') ? [name.slice(1)] : [])),
  ),
);

const words = fc.constantFrom(
  ...new Set([...ruleWords, ...Object.values(FUNCTION_WORDS).flatMap((list) => list.split(/\s+/))]),
);

const questions = fc.constantFrom(...demoArticles.flatMap(({ title, content }) => [title, content]));

/** What breaks programs that read text: nothing, halves of pairs, marks of direction, stretched and joined letters. */
const oddities = fc.constantFrom(
  ...['', ' ', '\n', '\0', '\uD800', '\uDFFF', '\u200B', '\u202E', '\u00AD', 'e\u0301'.repeat(40), 'a'.repeat(200)],
  ...[
    '👩‍👩‍👧‍👦',
    '🖕',
    '👍🏽',
    '🇧🇷',
    '???',
    '...',
    '1.',
    '2',
    '१',
    '٣',
    "l'",
    'ﷺ',
    'İ',
    'ß',
    'h u m a n',
    'http://x.y',
    '{business}',
  ],
  ...['$&', '__proto__', 'constructor', '<b>', '# ', '- [ ] ', '**', '1. Lamp\n2. Sofa'],
);

const sentences = fc
  .array(fc.oneof({ weight: 6, arbitrary: words }, { weight: 1, arbitrary: oddities }), { minLength: 1, maxLength: 14 })
  .map((parts) => parts.join(' '));

const repeated = fc
  .tuple(fc.oneof(sentences, oddities, fc.string({ unit: 'binary', maxLength: 6 })), fc.nat({ max: LONGEST_TEXT }))
  .map(([part, length]) => part.repeat(Math.ceil(length / Math.max(1, part.length))).slice(0, length));

/** A message as customers and mischief write them: of words that rules know, of any characters, short, or as long as allowed. */
const texts = fc.oneof(
  { weight: 8, arbitrary: sentences },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 80 }) },
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
  { weight: 2, arbitrary: questions },
  { weight: 2, arbitrary: oddities },
  { weight: 1, arbitrary: repeated },
);

const messages = fc.array(
  fc.record({
    text: texts,
    kind: fc.oneof(
      { weight: 6, arbitrary: fc.constant('text') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('image', 'audio', 'sticker', 'button', 'interactive', 'location', 'new'),
      },
    ),
  }),
  { minLength: 1, maxLength: 4 },
);

const history = fc.array(
  fc.oneof(
    fc.record({ role: fc.constantFrom('customer' as const, 'ai' as const), text: texts }),
    fc.record({
      role: fc.constant('episode' as const),
      teammate: texts,
      reason: fc.constant('upset'),
      outcome: fc.option(texts),
      messages: fc.array(fc.record({ author: fc.constant('customer'), text: texts }), { maxLength: 2 }),
    }),
  ) satisfies fc.Arbitrary<HistoryEntry>,
  { maxLength: 4 },
);

/** Bursts of up to four messages in any state a conversation can be in. */
export const bursts: fc.Arbitrary<Burst> = fc
  .record({
    messages,
    history,
    language: fc.option(fc.constantFrom(...LANGUAGES, 'xx', 'pt_BR', '')),
    failedTurns: fc.nat({ max: 3 }),
    handoffOffered: fc.boolean(),
    servedArticleIds: fc.array(fc.constantFrom(...demoArticles.map(({ id }) => id)), { maxLength: 4 }),
    tappedButtonId: fc.option(fc.constantFrom(TALK_TO_A_PERSON, 'other'), { freq: 10 }),
    isLate: fc.nat({ max: 9 }).map((tenth) => tenth === 0),
  })
  .map((generated) => ({ ...turn([]), ...generated }));
