import fc from 'fast-check';
import { atOnce } from '../../../agent/retrieval/work';
import { groupQuestions } from '../../../agent/unanswered/group-questions';

const phrase = fc
  .array(fc.constantFrom('ship', 'canada', 'dog', 'shop', 'invoice', 'the', 'do', 'you', 'Übergröße', '?', '17'), {
    maxLength: 5,
  })
  .map((words) => words.join(' '));
const questions = fc
  .array(fc.record({ text: fc.oneof(phrase, fc.string()), language: fc.constantFrom('en', 'es', null) }), {
    maxLength: 25,
  })
  .map((all) => all.map((question, at) => ({ ...question, id: `q${at}` })));

test('every question is in exactly one group, and same words are in one', () => {
  fc.assert(
    fc.property(questions, (asked) => {
      const groups = atOnce(groupQuestions(asked));
      expect(groups.flatMap(({ questionIds }) => questionIds).sort()).toEqual(asked.map(({ id }) => id).sort());
      const groupOf = (id: string) => groups.findIndex(({ questionIds }) => questionIds.includes(id));
      for (const one of asked)
        for (const other of asked) if (one.text === other.text) expect(groupOf(one.id)).toBe(groupOf(other.id));
    }),
    { numRuns: 60 },
  );
});

test('the order in which questions arrive changes nothing', () => {
  const shuffled = questions.chain((asked) =>
    fc
      .shuffledSubarray(asked, { minLength: asked.length, maxLength: asked.length })
      .map((other) => [asked, other] as const),
  );
  fc.assert(
    fc.property(shuffled, ([one, other]) => {
      expect(atOnce(groupQuestions(other))).toEqual(atOnce(groupQuestions(one)));
    }),
    { numRuns: 60 },
  );
});
