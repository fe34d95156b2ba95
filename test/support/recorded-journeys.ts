import { startBaton, type Baton, type BatonOptions } from './baton';
import { eventually } from './eventually';
import { conversationRun } from './histories';
import { conversationOf, insertTeammate } from './seed';
import { startScriptedModel, type ScriptedModel } from './scripted-model';

interface Stage extends Baton {
  model: ScriptedModel;
}

interface RecordedJourney {
  options?: BatonOptions;
  /** Lives through the journey; returns the conversation's id once nothing is under way. */
  live: (stage: Stage) => Promise<string>;
}

const ana = { waId: '351900000001', name: 'Ana' };
const WITHOUT_SWEEP = { ringAgain: 600_000, ringStuck: 600_000, ringAgainMost: 600_000 };

async function says({ whatsapp, db }: Stage, text: string): Promise<string> {
  await whatsapp.simulate.text(ana, text).delivered;
  return conversationOf(db, ana.waId);
}

async function sent({ whatsapp }: Stage, count: number): Promise<void> {
  await eventually(() => {
    if (whatsapp.log.accepted().length < count) throw new Error(`${count} messages were to be sent`);
  }, 30_000);
}

async function stepsSettled({ db }: Stage, id: string): Promise<void> {
  await eventually(async () => {
    const { rows } = await db.query(
      `select 1 from handoff_step s join handoff h on h.id = s.handoff_id where h.conversation_id = $1 and s.state = 'pending'`,
      [id],
    );
    if (rows.length > 0) throw new Error('steps are pending');
  }, 30_000);
}

async function handedOff(stage: Stage): Promise<string> {
  const id = await says(stage, 'can I speak to someone?');
  await sent(stage, 1);
  await stepsSettled(stage, id);
  return id;
}

/** What open conversations may look like when a new release takes them over. */
export const RECORDED_JOURNEYS: Readonly<Record<string, RecordedJourney>> = {
  answer: {
    live: async (stage) => {
      const id = await says(stage, 'Can I pay by card?');
      await sent(stage, 1);
      return id;
    },
  },
  burst: {
    options: { timings: { burst: 400, burstCap: 2_000 } },
    live: async (stage) => {
      await says(stage, 'Hi');
      await says(stage, 'I have a question');
      const id = await says(stage, 'Can I pay by card?');
      await sent(stage, 1);
      return id;
    },
  },
  'handoff-by-ai': { live: handedOff },
  'handoff-by-api': {
    live: async (stage) => {
      const id = await says(stage, 'Can I pay by card?');
      await sent(stage, 1);
      await stage.api.command(id, 'handoff', { reason: 'upset' });
      await sent(stage, 2);
      await stepsSettled(stage, id);
      return id;
    },
  },
  'agent-failed': {
    live: async (stage) => {
      stage.model.fails(401, 'no');
      const id = await says(stage, 'Can I pay by card?');
      await sent(stage, 1);
      await stepsSettled(stage, id);
      return id;
    },
  },
  'takeover-in-mid-turn': {
    live: async (stage) => {
      const held = stage.model.holds();
      const id = await says(stage, 'Can I pay by card?');
      await held.asked;
      await stage.api.command(id, 'messages', { text: 'Yes, you can.' });
      await held.abandoned;
      await sent(stage, 1);
      return id;
    },
  },
  'resolved-and-back': {
    live: async (stage) => {
      const id = await handedOff(stage);
      await stage.api.command(id, 'messages', { text: 'Hello, how can I help?' });
      await sent(stage, 2);
      await stage.api.command(id, 'resolve', { outcome: 'helped' });
      await says(stage, 'Can I pay by card?');
      await sent(stage, 3);
      return id;
    },
  },
  'mail-refused-and-moved': {
    live: async (stage) => {
      const ben = await insertTeammate(stage.db, 'Ben');
      await stage.api.send('PUT', '/api/settings/handoff', {
        policy: { kind: 'fixed', teammateId: ben },
        reassurance: null,
      });
      stage.mail.faults.add({ route: 'emails', fault: { kind: 'provider_error', code: 'validation_error' } });
      const id = await handedOff(stage);
      await eventually(() => {
        if (stage.mail.emails().length === 0) throw new Error('the owner was to be mailed');
      });
      return id;
    },
  },
  'continued-as-new': {
    options: { timings: WITHOUT_SWEEP },
    live: async (stage) => {
      const id = await handedOff(stage);
      const { runId } = await conversationRun(stage, id).describe();
      // A name that no run knows changes nothing, and makes the history long.
      for (let n = 1; ; n++) {
        await conversationRun(stage, id).signal('nothing');
        if (n % 50 === 0 && (await conversationRun(stage, id).describe()).runId !== runId) break;
      }
      await stage.api.command(id, 'resolve', {});
      await says(stage, 'Can I pay by card?');
      await sent(stage, 2);
      return id;
    },
  },
  rescued: {
    options: { timings: { watchdog: 1_000 } },
    live: async (stage) => {
      stage.model.holds();
      const id = await says(stage, 'Can I pay by card?');
      await sent(stage, 1);
      await stepsSettled(stage, id);
      return id;
    },
  },
};

/** Lives through one journey on a fresh installation, and hands it over when everything is at rest. */
export async function liveThrough<Result>(
  { options, live }: RecordedJourney,
  then: (stage: Stage) => Promise<Result>,
): Promise<Result> {
  const model = await startScriptedModel();
  const baton = await startBaton({ ...options, env: { ...model.env, ...options?.env } });
  try {
    const stage = { ...baton, model };
    const id = await live(stage);
    await atRest(stage, id);
    return await then(stage);
  } finally {
    await baton.stop();
    await model.stop();
  }
}

async function atRest(stage: Stage, id: string): Promise<void> {
  await eventually(async () => {
    const { raw } = await conversationRun(stage, id).describe();
    if ((raw.pendingActivities ?? []).length > 0 || raw.pendingWorkflowTask != null) throw new Error('not at rest');
  }, 30_000);
}
