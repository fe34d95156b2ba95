import fc from 'fast-check';
import { adopt, carry, createState, mustAnswer, note } from '../../workflows/conversation-state';

const start = {
  conversationId: 'c',
  epoch: 3,
  handler: 'ai' as const,
  timings: {
    burst: 0,
    burstCap: 0,
    turnAttempt: 1,
    turnTotal: 1,
    heartbeat: 1,
    sendTimeout: 1,
    idle: 1,
    mail: 1,
  },
  link: '',
  carried: null,
};

const name = fc.oneof(
  fc.constantFrom('customerMessage', 'teammateReply', 'takeOver', 'humanResolved', 'sweep'),
  fc.string(),
);

/** Nearly a signal: each field may be missing, or be anything JSON can be. */
const odd = fc.jsonValue();
const nearlySignal = fc.record(
  {
    epoch: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Number.NaN, Infinity), odd),
    handler: fc.oneof(fc.constantFrom('ai', 'teammate'), odd),
    turn: fc.oneof(fc.boolean(), odd),
    urgent: fc.oneof(fc.boolean(), odd),
    outbound: fc.oneof(fc.boolean(), odd),
    handoffId: fc.oneof(fc.uuid(), odd),
    mediaIds: fc.oneof(fc.array(fc.uuid()), odd),
  },
  { requiredKeys: [] },
);
const anything = fc.oneof(nearlySignal, odd, fc.constant(undefined));

test('no signal, whatever its name and shape, throws, and the epoch never falls', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, anything), { maxLength: 30 }), (signals) => {
      const state = createState(start, 0);
      let { epoch } = state;
      for (const [signalName, signal] of signals) {
        note(state, signalName, signal, 1);
        expect(state.epoch).toBeGreaterThanOrEqual(epoch);
        expect(Number.isSafeInteger(state.epoch)).toBe(true);
        expect(['ai', 'teammate']).toContain(state.handler);
        ({ epoch } = state);
        mustAnswer(state);
        expect(JSON.parse(JSON.stringify(carry(state)))).toEqual(carry(state));
      }
    }),
    { numRuns: 2_000 },
  );
});

const handling = fc.record({
  epoch: fc.integer({ min: 0, max: 20 }),
  handler: fc.constantFrom('ai' as const, 'teammate' as const),
});

test('in whatever order news arrives, the handler of the highest epoch is what counts', () => {
  fc.assert(
    fc.property(fc.uniqueArray(handling, { selector: ({ epoch }) => epoch, minLength: 1 }), (news) => {
      const state = createState(start, 0);
      for (const item of news) adopt(state, item);
      const newest = [{ epoch: 3, handler: 'ai' }, ...news.filter(({ epoch }) => epoch > 3)].sort(
        (a, b) => b.epoch - a.epoch,
      )[0];
      expect({ epoch: state.epoch, handler: state.handler }).toEqual(newest);
    }),
    { numRuns: 1_000 },
  );
});

test('every change of handler cancels the model call in flight, once', () => {
  fc.assert(
    fc.property(handling, (news) => {
      const state = createState(start, 0);
      let cancelled = 0;
      state.cancelTurn = () => {
        cancelled++;
      };
      adopt(state, news);
      adopt(state, news);
      expect(cancelled).toBe(news.epoch > 3 ? 1 : 0);
    }),
  );
});

test('every return to the AI owes a look for messages that nobody settled', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 99 }), (epoch) => {
      const state = createState(start, 0);
      adopt(state, { epoch, handler: 'teammate' });
      expect(mustAnswer(state)).toBe(false);
      adopt(state, { epoch: epoch + 1, handler: 'ai' });
      expect(mustAnswer(state)).toBe(true);
    }),
  );
});
