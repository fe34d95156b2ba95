import { z } from 'zod';
import type { ListPlace } from './conversation-list';
import { rows, run } from './query';
import { transaction, type Database } from './pool';

/** A conversation that fits, by its customer (`messageId` null) or by its newest message that has the words. */
export interface Found extends ListPlace {
  messageId: string | null;
}

const Row = z.object({ id: z.string(), messageId: z.string().nullable(), atUs: z.number() });

/** Words past these are not looked for inside other words; whole words are, however many. */
const MOST_WORDS = 8;

/** As many messages with the whole words are enough: the insides of others are not looked through as well. */
const ENOUGH = 1_000;

/** Three in a row are what the trigram index goes by; it also knows where a word of letters begins. */
const INDEXED = /[a-z0-9]{3}/i;

/** Scripts without spaces, and pictures: no word of theirs begins where a reader would say so. Every message is looked through. */
const WITHOUT_SPACES =
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}|\p{Extended_Pictographic}/u;

/**
 * Conversations whose customer's name, username or number, or one of whose messages, has the words: all of them, in any
 * order, the last one perhaps only begun. Newest first, each conversation once; `after` is the last one already shown.
 */
export async function search(
  db: Database,
  { words, after, limit }: { words: string; after: ListPlace | null; limit: number },
): Promise<Found[]> {
  const parts = [...new Set(words.split(/\s+/))].filter((part) => part !== '').slice(0, MOST_WORDS);
  const values: unknown[] = [words, after?.atUs ?? null, after?.id ?? null, limit];
  const bind = (value: string) => `$${values.push(value)}`;
  const patterns = parts.map((part) => bind(containing(part.replace(/^@(?=.)/, ''))));
  const digits = phoneDigits(words);
  const people = [
    patterns.map((each) => `(u.name ilike ${each} or u.username ilike ${each})`).join(' and '),
    ...(digits === null ? [] : [`u.phone like ${bind(containing(digits))}`]),
  ];
  const looksInside = parts.some((part) => INDEXED.test(part) || WITHOUT_SPACES.test(part));
  const inside = looksInside ? parts.map((part) => `text ilike ${bind(containing(part))}`).join(' and ') : null;
  return transaction(db, async (tx) => {
    // The planner takes making a text's words for free and would do it for every message, instead of asking the index.
    await run(tx, 'set local enable_seqscan = off');
    return rows(tx, Row, query(people.join(' or '), inside), values);
  });
}

function query(people: string, inText: string | null): string {
  const heard = (condition: string) => `select conversation_id, id, created_at, number from message
      where ${condition} and state <> 'suppressed' and revoked_at is null`;
  const within = inText === null ? '' : `union all ${heard(`(select count(*) from whole) < ${ENOUGH} and ${inText}`)}`;
  return `
    with asked as (
      select case when numnode(plain) > 0 then (plain::text || ':*')::tsquery end as words
        from plainto_tsquery('simple', $1) plain),
    named as (
      select c.id, null::uuid as message_id, coalesce(c.last_message_at, c.created_at) as at
        from customer u join conversation c on c.customer_id = u.id where c.merged_into is null and (${people})),
    whole as materialized (${heard(`to_tsvector('simple', left(text, 20000)) @@ (select words from asked)`)}),
    said as (
      select distinct on (conversation_id) conversation_id as id, id as message_id, created_at as at
        from (select * from whole ${within}) heard order by conversation_id, created_at desc, number desc)
    select id, message_id as "messageId", (extract(epoch from at) * 1000000)::bigint as "atUs"
      from (select * from named union all select * from said where id not in (select id from named)) found
      where $2::bigint is null or (at, id) < (timestamptz 'epoch' + $2::bigint * interval '1 microsecond', $3::uuid)
      order by at desc, id desc limit $4`;
}

/** Matches what contains these very characters. */
function containing(part: string): string {
  return `%${part.replace(/[\\%_]/g, '\\$&')}%`;
}

/** The digits of what looks like a phone number, without the zeros that people dial before it. */
function phoneDigits(words: string): string | null {
  const digits = words.replace(/\D/g, '').replace(/^0+/, '');
  return /^[+\d\s().\-/]+$/.test(words) && digits.length >= 3 ? digits : null;
}
