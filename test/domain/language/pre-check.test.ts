import fc from 'fast-check';
import { smallTalkOf } from '../../../domain/language/small-talk';
import { detectLanguage } from '../../../domain/language/detect-language';
import type { PreCheckContext } from '../../../domain/language/pre-check';
import { preCheck } from '../../../domain/language/pre-check';
import { scoreUpset } from '../../../domain/language/upset';
import { TALK_TO_A_PERSON } from '../../../domain/language/talk-to-a-person';

const context: PreCheckContext = { conversationLanguage: null, handoffOffered: false };

test('a tapped "talk to a person" button is a request whatever is written beside it', () => {
  const hit = preCheck(['no'], { ...context, tappedButtonId: TALK_TO_A_PERSON });
  expect(hit).toMatchObject({ reason: 'asked_for_person', detector: 'button' });
  expect(preCheck(['no'], { ...context, tappedButtonId: 'article_7' })).toBeNull();
});

test('a request sent in pieces is found', () => {
  expect(preCheck(['can I talk', 'to a human'], context)).toMatchObject({ reason: 'asked_for_person' });
});

test('a request anywhere in a burst is found', () => {
  expect(preCheck(['hi', 'my order is late', 'call me please', 'thanks'], context)).toMatchObject({
    detector: 'callback',
  });
});

test('a refusal mutes anger but not a request', () => {
  const angry = 'you are thieves, this is the worst service ever';
  expect(preCheck([angry], context)).toMatchObject({ reason: 'upset', detector: 'upset' });
  expect(preCheck([angry, "don't transfer me to anyone"], context)).toBeNull();
  expect(preCheck([angry, "don't transfer me to a bot", 'I want a human'], context)).toMatchObject({
    reason: 'asked_for_person',
  });
});

test('a request wins over anger', () => {
  expect(preCheck(['you are thieves, get me a manager'], context)).toMatchObject({ reason: 'asked_for_person' });
});

test('a request at the end of a very long message is found', () => {
  expect(preCheck([`${'my order is late and '.repeat(2000)}. I want to talk to a person`], context)).not.toBeNull();
});

/** 100,000 inputs are run once before a release: `PRE_CHECK_RUNS=100000`. */
const RUNS = Number(process.env['PRE_CHECK_RUNS'] ?? 150);

describe('whatever a customer sends', () => {
  const words = fc.constantFrom(
    'talk',
    'to',
    'a',
    'human',
    'not',
    'no',
    'call',
    'me',
    'yes',
    'persona',
    'con',
    'إنسان',
    'مع',
    'बात',
    'से',
    '👍',
    '\ud800',
    "'",
    '.',
    '\n',
    'aaaaaaaa',
  );
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4096 }),
    fc.string({ unit: 'grapheme', maxLength: 500 }),
    fc.array(words, { maxLength: 400 }).map((parts) => parts.join(' ')),
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 500 }).map((units) => String.fromCharCode(...units)),
  );

  test('the pre-check returns the same answer twice and never throws', () => {
    fc.assert(
      fc.property(
        fc.array(anything, { maxLength: 4 }),
        fc.boolean(),
        fc.option(fc.string()),
        (burst, handoffOffered, language) => {
          const given = { conversationLanguage: language, handoffOffered };
          expect(preCheck(burst, given)).toEqual(preCheck(burst, given));
          expect(scoreUpset(burst.join('\n'), given).score).toBeGreaterThanOrEqual(0);
          expect(burst.map(smallTalkOf)).toHaveLength(burst.length);
          expect(burst.map(detectLanguage)).toHaveLength(burst.length);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
