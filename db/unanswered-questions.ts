import { z } from 'zod';
import { UNANSWERED_REASONS, type QuestionStatus } from '../domain/unanswered-question';
import { Id, rows, run } from './query';
import type { Queryable } from './pool';

/** More than these, the newest, are not looked at. */
const MOST_QUESTIONS = 5_000;
/** Read by one statement: the rows of all at once would hold up the requests of this process. */
const READ_AT_ONCE = 250;

const Question = z.object({
  /** The id of its turn. */
  id: z.string(),
  conversationId: z.string(),
  askedAt: z.date(),
  reason: z.enum(UNANSWERED_REASONS),
  /** Of its conversation, ISO 639-1. */
  language: z.string().nullable(),
  messages: z.array(z.object({ id: z.string(), text: z.string() })),
  /** The best article of the time, with its score of 0..1. */
  best: z.object({ articleId: z.string(), score: z.number() }).nullable(),
  /** The article that answers it now. */
  answeredBy: z.string().nullable(),
  /** Microseconds since 1970: what Postgres orders by, which a Date would cut. */
  askedAtUs: z.number(),
});

export type Question = z.output<typeof Question>;

/** Of a turn `t`: it found no answer. Word for word what the partial index of these turns has. */
const FOUND_NONE = `((t.kind = 'handoff' and t.decision ->> 'reason' = 'cannot_resolve')
          or (t.kind = 'reply' and t.decision ->> 'nonAnswer' = 'true'))`;

/** For how long after asking what was meant an answer is the answer to that. */
const ASKED_LASTS = `interval '1 hour'`;
/** After which silence the customer has left it at that. */
const LEFT_AFTER = `interval '15 minutes'`;

/**
 * The newest questions that no article answered, newest first. Each is the burst of one turn, in the words as they stand:
 * what was edited is read as it is now, what was revoked or came from somebody blocked is not there. A problem that a teammate
 * solved and that is back is none, and neither is a request for a person: those have reasons of their own.
 */
export async function listQuestions(db: Queryable, status: QuestionStatus): Promise<Question[]> {
  const questions: Question[] = [];
  while (questions.length < MOST_QUESTIONS) {
    const read = await readQuestions(db, status, questions.at(-1));
    questions.push(...read);
    if (read.length < READ_AT_ONCE) break;
  }
  return questions;
}

async function readQuestions(db: Queryable, status: QuestionStatus, after: Question | undefined): Promise<Question[]> {
  return rows(
    db,
    Question,
    `select t.id, t.conversation_id as "conversationId", t.created_at as "askedAt", c.language, said.messages,
        case when t.kind = 'reply' then 'left_after_asking'
          when t.decision #> '{basis,hits,0}' is null then 'nothing_found' else 'cannot_resolve' end as reason,
        t.decision #> '{basis,hits,0}' as best, q.article_id as "answeredBy",
        (extract(epoch from t.created_at) * 1000000)::bigint as "askedAtUs"
      from turn t
        join conversation c on c.id = t.conversation_id and c.blocked_at is null
        left join unanswered_question q on q.turn_id = t.id
        -- A turn that was overtaken settled nothing: its messages belong to the one after it.
        cross join lateral (
          select jsonb_agg(jsonb_build_object('id', m.id, 'text', m.text) order by m.placed_at, m.number) as messages
            from message m where m.id = any(t.message_ids) and m.turn_id = t.id and m.revoked_at is null
              and btrim(m.text) <> '') said
      where ${FOUND_NONE}
        and t.decision ->> 'sameTeammate' is distinct from 'true'
        and said.messages is not null
        and coalesce(q.status, 'open') = $1
        and (t.kind = 'handoff' or coalesce(
          (select not (next.kind = 'reply' and next.decision ->> 'nonAnswer' = 'false'
                and next.created_at < t.created_at + ${ASKED_LASTS})
            from turn next where next.conversation_id = t.conversation_id and next.created_at > t.created_at
            order by next.created_at limit 1),
          t.created_at < now() - ${LEFT_AFTER}))
        and (t.created_at, t.id) < (coalesce(timestamptz 'epoch' + $2::bigint * interval '1 microsecond', 'infinity'),
          coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
      order by t.created_at desc, t.id desc limit ${READ_AT_ONCE}`,
    [status, after?.askedAtUs ?? null, after?.id ?? null],
  );
}

/**
 * Notes which article answers each of these open questions now; what was decided meanwhile stays. From then on the article is
 * known by their words.
 */
export async function markAnswered(
  db: Queryable,
  answered: readonly { id: string; articleId: string }[],
  teammateId: string,
): Promise<void> {
  await run(
    db,
    `insert into unanswered_question (turn_id, status, article_id, teammate_id)
      select a.turn_id, 'answered', article.id, $3
        from unnest($1::uuid[], $2::uuid[]) as a (turn_id, article_id) join article on article.id = a.article_id
      on conflict (turn_id) do nothing`,
    [answered.map(({ id }) => id), answered.map(({ articleId }) => articleId), teammateId],
  );
}

/**
 * Notes that this article answers these questions, whatever was noted before; ids that are no questions are left out. Returns
 * those it answers now: none when there is no such article.
 */
export async function teachArticle(
  db: Queryable,
  articleId: string,
  ids: readonly string[],
  teammateId: string,
): Promise<string[]> {
  const taught = await rows(
    db,
    Id,
    `insert into unanswered_question (turn_id, status, article_id, teammate_id)
      select t.id, 'answered', article.id, $3 from turn t, article
        where t.id = any($2::uuid[]) and ${FOUND_NONE} and article.id = $1
      on conflict (turn_id) do update
        set status = 'answered', article_id = excluded.article_id, teammate_id = $3, at = now()
      returning turn_id as id`,
    [articleId, ids, teammateId],
  );
  return taught.map(({ id }) => id);
}

/** Takes these questions off the open list; ids that are no questions are left out. Returns those that are dismissed now. */
export async function dismissQuestions(db: Queryable, ids: readonly string[], teammateId: string): Promise<string[]> {
  const dismissed = await rows(
    db,
    Id,
    `insert into unanswered_question (turn_id, status, teammate_id)
      select t.id, 'dismissed', $2 from turn t where t.id = any($1::uuid[]) and ${FOUND_NONE}
      on conflict (turn_id) do update set status = 'dismissed', article_id = null, teammate_id = $2, at = now()
      returning turn_id as id`,
    [ids, teammateId],
  );
  return dismissed.map(({ id }) => id);
}

/** Puts these questions, dismissed or answered, back on the open list. Returns those that were not on it. */
export async function reopenQuestions(db: Queryable, ids: readonly string[]): Promise<string[]> {
  const reopened = await rows(
    db,
    Id,
    'delete from unanswered_question where turn_id = any($1::uuid[]) returning turn_id as id',
    [ids],
  );
  return reopened.map(({ id }) => id);
}
