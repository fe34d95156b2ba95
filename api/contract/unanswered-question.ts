import { z } from 'zod';
import { QUESTION_STATUSES, UNANSWERED_REASONS } from '../../domain/unanswered-question';
import { id, time } from './fields';
import type { Operation } from './operation';
import { pageOf, PageQuery } from './page';

const status = z.enum(QUESTION_STATUSES);

export const UnansweredQuery = PageQuery.extend({ status: status.default('open') });

/** A question as one customer asked it. */
const AskedQuestion = z
  .object({ id, conversationId: id, messageIds: z.array(id), text: z.string(), askedAt: time })
  .meta({ id: 'AskedQuestion' });

/** Questions that ask the same and that no article answered. Groups are made anew for each list: commands name questions. */
export const UnansweredGroup = z
  .object({
    /** Newest first. */
    questionIds: z.array(id),
    /** The one that is most like all of them, in a customer's own words. */
    example: z.string(),
    /** ISO 639-1; null when nobody can tell. */
    language: z.string().nullable(),
    /** How often it was asked, and in how many conversations. */
    times: z.int(),
    conversations: z.int(),
    lastAskedAt: time,
    /** Why there was no answer, the most frequent reason first. */
    reasons: z.array(z.object({ reason: z.enum(UNANSWERED_REASONS), times: z.int() })),
    /** The closest article when they asked, with its score of 0..1; null when none was found, or it has been deleted since. */
    bestArticle: z.object({ id, title: z.string(), score: z.number() }).nullable(),
    /** What answers it since it was asked again. */
    answeredBy: z.array(z.object({ id, title: z.string() })),
    /** The latest five. */
    latest: z.array(AskedQuestion),
  })
  .meta({ id: 'UnansweredGroup' });

export type UnansweredGroup = z.output<typeof UnansweredGroup>;

const questionIds = z.array(id).min(1).max(5_000);

export const AskAgain = z
  .strictObject({
    /** The groups that have any of these questions are asked again, whole; all open ones without it. */
    questionIds: questionIds.optional(),
  })
  .meta({ id: 'AskAgain' });

export const AskedAgain = z
  .object({
    asked: z.int(),
    answered: z.int(),
    groups: z.array(
      z.object({
        questionIds: z.array(id),
        example: z.string(),
        language: z.string().nullable(),
        times: z.int(),
        /** How many of them the articles answer now. */
        answered: z.int(),
        /** `answered` when all of them are: the group has left the open list. */
        status: z.enum(['open', 'answered']),
        /** What answers them, the article that answers the most first, with the passage that fits one of them. */
        articles: z.array(
          z.object({
            id,
            title: z.string(),
            passage: z.object({ heading: z.string(), text: z.string() }),
            times: z.int(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'AskedAgain' });

export type AskedAgain = z.output<typeof AskedAgain>;

export const QuestionIds = z.strictObject({ questionIds }).meta({ id: 'QuestionIds' });

export const Teach = z.strictObject({ questionIds, articleId: id }).meta({ id: 'Teach' });

/** Those that the command changed. */
const ChangedQuestions = z.object({ questionIds: z.array(id) }).meta({ id: 'ChangedQuestions' });

export type ChangedQuestions = z.output<typeof ChangedQuestions>;

const tag = 'Articles';

export const UNANSWERED_QUESTION_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/unanswered-questions',
    tag,
    summary: 'What customers asked and no article answered, grouped, the most frequent first; of the newest 5,000',
    access: 'teammate',
    query: UnansweredQuery,
    answer: { status: 200, schema: pageOf('UnansweredGroupPage', UnansweredGroup) },
    refuses: ['invalid_cursor'],
  },
  {
    method: 'post',
    path: '/api/unanswered-questions/ask-again',
    tag,
    summary: 'Which open questions the articles answer now, without a model; nothing is sent to anybody',
    access: 'owner',
    body: AskAgain,
    answer: { status: 200, schema: AskedAgain },
  },
  {
    method: 'post',
    path: '/api/unanswered-questions/teach',
    tag,
    summary: 'Say which article answers questions: whoever asks in such words is answered out of it within seconds',
    access: 'owner',
    body: Teach,
    answer: { status: 200, schema: ChangedQuestions },
  },
  {
    method: 'post',
    path: '/api/unanswered-questions/dismiss',
    tag,
    summary: 'Take questions off the open list; whoever asks the same later opens a new one',
    access: 'owner',
    body: QuestionIds,
    answer: { status: 200, schema: ChangedQuestions },
  },
  {
    method: 'post',
    path: '/api/unanswered-questions/reopen',
    tag,
    summary: 'Put dismissed or answered questions back on the open list',
    access: 'owner',
    body: QuestionIds,
    answer: { status: 200, schema: ChangedQuestions },
  },
];
