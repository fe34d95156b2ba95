import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { rows } from '../../db/query';
import { createGate } from '../../sandbox/faults/gate';
import { seededRandom } from '../../sandbox/seeded-random';
import type { Baton } from '../support/baton';
import { newCustomer } from '../support/customer';
import { eventually } from '../support/eventually';
import type { ModelServer } from '../support/model-server';
import { conversationOf } from '../support/seed';
import { storedHandoffs } from '../support/stored';

/** How a person comes between; `resolve` takes over, gives back, and takes over again while the AI answers. */
type How = 'take-over' | 'messages' | 'handoff' | 'echo' | 'asks' | 'resolve';
const HOWS: readonly How[] = ['take-over', 'messages', 'handoff', 'echo', 'asks', 'resolve'];

/** A handoff that the AI or the business phone commits may be overtaken by a send that was claimed just before. */
const GRACE_NS = 250_000_000n;

/** A stretch in which the AI must not begin to speak, by the machine's monotonic clock. */
interface Silence {
  how: How;
  waId: string;
  fromNs: bigint;
  /** When somebody began to give the conversation back; null when nobody did. */
  untilNs: bigint | null;
}

/** An AI reply that arrived in a silence, and how long after its beginning. */
interface Breach {
  how: How;
  lateMs: number;
}

interface Races {
  /** So many, `atOnce` side by side, each kind in turn; returns every stretch of silence. */
  run: (count: number, seed: number, atOnce?: number) => Promise<Silence[]>;
  breaches: (silences: readonly Silence[]) => Promise<Breach[]>;
}

/** Persons who speak up at a random moment around the AI's answer: before it is thought, written, claimed, sent or received. */
export function createRaces(baton: Baton, model: ModelServer): Races {
  const { db, whatsapp, api } = baton;
  const thinkingAbout = new Map<string, { gate: ReturnType<typeof createGate>; thinkMs: number }>();
  model.answers(async ({ asked }) => {
    const thought = thinkingAbout.get(asked);
    await thought?.gate.pass();
    await delay(thought?.thinkMs ?? 0);
    return { reply: `About "${asked}": yes.` };
  });

  const command = async (conversationId: string, verb: string, body: Record<string, unknown> = {}) => {
    expect((await api.command(conversationId, verb, body)).status).toBe(200);
    return process.hrtime.bigint();
  };

  /** Resolves with the beginning of the silence. */
  const speakUp = async (how: How, waId: string, conversationId: string): Promise<bigint> => {
    switch (how) {
      case 'echo':
        await whatsapp.simulate.echo({ waId }, { type: 'text', text: { body: 'From my own phone.' } }).delivered;
        return process.hrtime.bigint() + GRACE_NS;
      case 'asks':
        await whatsapp.simulate.text({ waId }, 'can I speak to someone?').delivered;
        await eventually(async () => {
          expect(await storedHandoffs(db, waId)).toHaveLength(1);
        });
        return process.hrtime.bigint() + GRACE_NS;
      case 'messages':
        return command(conversationId, how, { text: 'A person here.' });
      case 'resolve':
        return command(conversationId, 'take-over');
      default:
        return command(conversationId, how);
    }
  };

  const race = async (how: How, random: () => number): Promise<Silence[]> => {
    const { waId } = newCustomer();
    const asked = `question of ${waId}`;
    const gate = createGate();
    thinkingAbout.set(asked, { gate, thinkMs: random() * 40 });
    await whatsapp.simulate.text({ waId }, asked).delivered;
    await gate.untilHeld(1, 60_000);
    const conversationId = await conversationOf(db, waId);
    gate.release();
    await delay(random() * 250);
    const fromNs = await speakUp(how, waId, conversationId);
    if (how !== 'resolve') return [{ how, waId, fromNs, untilNs: null }];
    // Nobody has seen this one: after the resolve it is the AI's.
    await whatsapp.simulate.text({ waId }, `another ${asked}`).delivered;
    await delay(random() * 100);
    const untilNs = process.hrtime.bigint();
    await command(conversationId, 'resolve', { outcome: 'answered' });
    await delay(random() * 250);
    const againNs = await command(conversationId, 'take-over');
    return [
      { how, waId, fromNs, untilNs },
      { how, waId, fromNs: againNs, untilNs: null },
    ];
  };

  return {
    run: async (count, seed, atOnce = 8) => {
      const random = seededRandom(seed);
      const silences: Silence[] = [];
      for (let started = 0; started < count; started += atOnce) {
        const size = Math.min(atOnce, count - started);
        const batch = Array.from({ length: size }, (_, index) => HOWS[(started + index) % HOWS.length] ?? 'take-over');
        silences.push(...(await Promise.all(batch.map((how) => race(how, random)))).flat());
      }
      return silences;
    },
    breaches: async (silences) => {
      const replies = await rows(
        db,
        z.object({ id: z.string() }),
        `select id from message where author = 'ai' and purpose = 'reply'`,
      );
      const keys = new Set(replies.map(({ id }) => id));
      const arrivals = whatsapp.log.arrivals('messages').filter(({ key }) => keys.has(key ?? ''));
      return silences.flatMap(({ waId, how, fromNs, untilNs }) =>
        arrivals
          .filter(({ to, atNs }) => to === waId && atNs > fromNs && (untilNs === null || atNs < untilNs))
          .map(({ atNs }) => ({ how, lateMs: Number(atNs - fromNs) / 1e6 })),
      );
    },
  };
}
