import { randomUUID } from 'node:crypto';
import type { ApiAnswer, ApiClient } from '../support/api-client';
import type { Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import { expectPromisesKept } from '../support/promises';
import { conversationOf } from '../support/seed';
import { storedHandoffs, storedMessages, storedReplies } from '../support/stored';

export type StoryName = 'answer' | 'handoff' | 'request' | 'reply' | 'resolve' | 'takeover';

/** Something that happens, in the middle of which a role dies. */
export interface Story {
  /** What must have happened before. */
  prepare: () => Promise<void>;
  /** Begins it; nobody waits for its end. */
  act: () => void;
  /** After the death and at rest: nothing of it is lost. Returns what became of it, for the table. */
  conclude: () => Promise<string>;
}

const AT_REST_WITHIN_MS = 90_000;

type Scene = Pick<Baton, 'db' | 'whatsapp' | 'mail'> & { baton: Baton; api: ApiClient };

export function tell(name: StoryName, scene: Scene): Story {
  return STORIES[name](scene);
}

const STORIES: Record<StoryName, (scene: Scene) => Story> = {
  answer: (scene) => {
    const ana = newCustomer();
    return {
      prepare: nothing,
      act: () => void scene.whatsapp.simulate.text(ana, 'How long does delivery to Spain take?'),
      conclude: async () => {
        await scene.whatsapp.log.waitForAccepted(({ to }) => to === ana.waId, AT_REST_WITHIN_MS);
        await expectPromisesKept(scene.baton, AT_REST_WITHIN_MS);
        const [reply, ...more] = await storedReplies(scene.db, ana.waId);
        expect(more).toEqual([]);
        if (reply?.state !== 'unconfirmed') {
          expect(['sent', 'delivered', 'read']).toContain(reply?.state);
          return 'answered once';
        }
        expect(await storedHandoffs(scene.db, ana.waId)).toMatchObject([{ reason: 'delivery_failed' }]);
        return 'not sent again, a person was called';
      },
    };
  },
  handoff: (scene) => {
    const ana = newCustomer();
    return {
      prepare: nothing,
      act: () => void scene.whatsapp.simulate.text(ana, 'can I speak to someone?'),
      conclude: () => expectHandedOff(scene, ana.waId, 'asked_for_person'),
    };
  },
  request: (scene) => {
    const conversation = answered(scene);
    const click = clicking(scene, conversation, 'handoff', {});
    return {
      prepare: conversation.prepare,
      act: click.once,
      conclude: async () => {
        await click.again();
        return expectHandedOff(scene, conversation.waId, 'requested_by_teammate');
      },
    };
  },
  reply: (scene) => {
    const conversation = handedOff(scene);
    const words = `I am here now, ${randomUUID()}.`;
    const click = clicking(scene, conversation, 'messages', { text: words });
    return {
      prepare: conversation.prepare,
      act: click.once,
      conclude: async () => {
        await click.again();
        await expectPromisesKept(scene.baton, AT_REST_WITHIN_MS);
        const stored = (await storedMessages(scene.db, conversation.waId)).filter(({ text }) => text === words);
        expect(stored).toHaveLength(1);
        const arrivals = scene.whatsapp.log.arrivals('messages').filter(({ key }) => key === stored[0]?.id);
        expect(arrivals.length).toBeLessThanOrEqual(1);
        return arrivals.length === 1
          ? `stored once, sent once, ${stored[0]?.state}`
          : `stored once, ${stored[0]?.state}`;
      },
    };
  },
  resolve: (scene) => {
    const conversation = handedOff(scene);
    const click = clicking(scene, conversation, 'resolve', { outcome: 'answered' });
    return {
      prepare: conversation.prepare,
      act: click.once,
      conclude: async () => {
        await click.again();
        await expectPromisesKept(scene.baton, AT_REST_WITHIN_MS);
        expect(await storedHandoffs(scene.db, conversation.waId)).toMatchObject([{ resolved: true }]);
        const before = scene.whatsapp.log.entries().length;
        await scene.whatsapp.simulate.text(conversation, 'How long does delivery to Spain take?').delivered;
        await scene.whatsapp.log.waitForAccepted(
          ({ to, seq }) => to === conversation.waId && seq > before,
          AT_REST_WITHIN_MS,
        );
        return 'resolved once, the AI answers again';
      },
    };
  },
  takeover: (scene) => {
    const conversation = answered(scene);
    const click = clicking(scene, conversation, 'take-over', {});
    return {
      prepare: conversation.prepare,
      act: click.once,
      conclude: async () => {
        await click.again();
        await scene.whatsapp.simulate.text(conversation, 'Can I pay with PayPal?').delivered;
        await expectPromisesKept(scene.baton, AT_REST_WITHIN_MS);
        expect(await storedHandoffs(scene.db, conversation.waId)).toMatchObject([{ reason: 'taken_over' }]);
        expect(await storedReplies(scene.db, conversation.waId)).toHaveLength(1);
        return 'taken over once, the AI is silent';
      },
    };
  },
};

async function nothing(): Promise<void> {
  // The story begins with the customer.
}

interface Conversation {
  waId: string;
  name: string;
  prepare: () => Promise<void>;
}

function handedOff(scene: Scene): Conversation {
  const who = newCustomer();
  return {
    ...who,
    prepare: async () => {
      await scene.whatsapp.simulate.text(who, 'can I speak to someone?').delivered;
      await eventually(() => expectHandedOff(scene, who.waId, 'asked_for_person'), AT_REST_WITHIN_MS);
    },
  };
}

function answered(scene: Scene): Conversation {
  const who = newCustomer();
  return {
    ...who,
    prepare: async () => {
      await scene.whatsapp.simulate.text(who, 'How long does delivery to Spain take?').delivered;
      await scene.whatsapp.log.waitForAccepted(({ to }) => to === who.waId, AT_REST_WITHIN_MS);
      await expectPromisesKept(scene.baton, AT_REST_WITHIN_MS);
    },
  };
}

async function expectHandedOff({ baton, db, mail, whatsapp }: Scene, waId: string, reason: string): Promise<string> {
  await eventually(async () => {
    expect(await storedHandoffs(db, waId)).toMatchObject([
      { reason, steps: ['assign Olivia: done', 'email Olivia: done', 'reassure: done'] },
    ]);
  }, AT_REST_WITHIN_MS);
  await expectPromisesKept(baton, AT_REST_WITHIN_MS);
  const [handoff] = await storedHandoffs(db, waId);
  expect(mail.log.accepted().filter(({ key }) => key?.includes(handoff?.id ?? '') === true)).toHaveLength(1);
  const answers = (await storedReplies(db, waId)).length;
  const reassured = whatsapp.log.accepted().filter(({ to }) => to === waId).length - answers;
  expect([1, 2]).toContain(reassured);
  return `assigned, mailed once, reassured ${reassured === 1 ? 'once' : 'twice'}`;
}

/** A click under one id: its first answer may be lost with the api, and the page repeats it. */
function clicking({ db, api }: Scene, { waId }: Conversation, verb: string, body: Record<string, unknown>) {
  const clientId = randomUUID();
  const click = async (): Promise<ApiAnswer> =>
    api.command(await conversationOf(db, waId), verb, { ...body, clientId });
  return {
    once: () => void click().catch(() => undefined),
    again: async () => {
      expect((await click()).status).toBe(200);
    },
  };
}
