import { z } from 'zod';
import { rows } from '../../db/query';
import { outOfOrder, unheard } from '../chaos/oracles';
import type { Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { expectPromisesKept } from '../support/promises';

/** So many customers ask at once; resolves when every question was answered 200, however often that took. */
export async function askAtOnce({ whatsapp }: Pick<Baton, 'whatsapp'>, count: number): Promise<string[]> {
  const customers = Array.from({ length: count }, () => newCustomer());
  await Promise.all(customers.map((who) => whatsapp.simulate.text(who, QUESTION).delivered));
  return customers.map(({ waId }) => waId);
}

const QUESTION = 'How long does delivery to Spain take?';

/** What became of customers who asked one question each. */
interface Served {
  answered: number;
  /** A fault left their answer in doubt, or came between: a person was called. */
  handedOff: number;
}

/** At rest and with every promise kept, each of them was answered once, or a person was called. Nobody was answered twice. */
export async function expectServedOnce(baton: Baton, waIds: readonly string[], withinMs: number): Promise<Served> {
  await expectPromisesKept(baton, withinMs);
  expect(await unheard(baton)).toEqual([]);
  expect(await outOfOrder(baton)).toEqual([]);
  const served = await rows(
    baton.db,
    z.object({
      waId: z.string(),
      questions: z.number(),
      answers: z.number(),
      arrived: z.number(),
      handoffs: z.number(),
    }),
    `select i.value as "waId", count(*) filter (where m.author = 'customer') as questions,
        count(*) filter (where m.author = 'ai' and m.purpose = 'reply') as answers,
        count(*) filter (where m.author = 'ai' and m.purpose = 'reply' and m.state in ('sent', 'delivered', 'read')) as arrived,
        (select count(*) from handoff h where h.conversation_id = c.id) as handoffs
      from customer_identity i join conversation c on c.customer_id = i.customer_id join message m on m.conversation_id = c.id
      where i.kind = 'wa_id' and i.value = any($1) group by i.value, c.id`,
    [waIds],
  );
  expect(served).toHaveLength(waIds.length);
  const isServedOnce = ({ questions, answers, arrived, handoffs }: (typeof served)[number]) =>
    questions === 1 && answers <= 1 && handoffs <= 1 && arrived + handoffs >= 1;
  expect(served.filter((each) => !isServedOnce(each))).toEqual([]);
  const handedOff = served.filter(({ handoffs }) => handoffs > 0).length;
  return { answered: served.length - handedOff, handedOff };
}
