import type { Moment } from '../support/hold';
import type { StoryName } from './stories';

/** What can be held in the middle. */
export type Held =
  /** The commit of the transaction in which such a statement ran, or of the statement if it stands alone. */
  | { commit: RegExp }
  /** A call of Temporal, told by words of its request. */
  | { call: string; words?: string }
  | { provider: 'whatsapp' | 'resend' };

/** One moment of a story, and who dies in it. */
export interface KillPoint {
  story: StoryName;
  victim: 'api' | 'worker';
  moment: Moment;
  what: string;
  held: Held;
}

const activityEnds = (words: string): Held => ({ call: 'RespondActivityTaskCompleted', words });
const signal: Held = { call: 'SignalWithStartWorkflowExecution' };
const claim: Held = { commit: /set state = 'sending'/ };
const outcome: Held = { commit: /wa_message_id = coalesce\(wa_message_id, \$2\)/ };
const command: Held = { commit: /insert into command/ };

/** Told by a piece of their results that no other activity of the story has. */
const SENT = '"more":';
const EMAILED = '{"kind":"sent"}';

const MIDDLES: readonly Omit<KillPoint, 'moment'>[] = [
  {
    story: 'answer',
    victim: 'api',
    what: 'commit of the customer message',
    held: { commit: /insert into message \(/ },
  },
  { story: 'answer', victim: 'api', what: 'signal customerMessage', held: signal },
  {
    story: 'answer',
    victim: 'worker',
    what: 'commit of the turn and its claim',
    held: { commit: /insert into turn/ },
  },
  { story: 'answer', victim: 'worker', what: 'request to WhatsApp', held: { provider: 'whatsapp' } },
  { story: 'answer', victim: 'worker', what: 'commit of the outcome', held: outcome },
  { story: 'answer', victim: 'worker', what: 'end of agentTurn', held: activityEnds('"reply"') },
  {
    story: 'handoff',
    victim: 'worker',
    what: 'commit of the handoff and its reassurance’s claim',
    held: { commit: /insert into handoff \(/ },
  },
  { story: 'handoff', victim: 'worker', what: 'request to WhatsApp', held: { provider: 'whatsapp' } },
  { story: 'handoff', victim: 'worker', what: 'commit of the reassurance', held: outcome },
  { story: 'handoff', victim: 'worker', what: 'end of agentTurn', held: activityEnds('"handoff"') },
  { story: 'handoff', victim: 'worker', what: 'end of assign', held: activityEnds('"assigned"') },
  { story: 'handoff', victim: 'worker', what: 'request to Resend', held: { provider: 'resend' } },
  { story: 'handoff', victim: 'worker', what: 'commit of the mail', held: { commit: /update email set state/ } },
  { story: 'handoff', victim: 'worker', what: 'end of emailTeammate', held: activityEnds(EMAILED) },
  { story: 'request', victim: 'api', what: 'commit of the handoff', held: command },
  { story: 'request', victim: 'api', what: 'signal handOff', held: signal },
  { story: 'request', victim: 'worker', what: 'end of assign', held: activityEnds('"assigned"') },
  { story: 'request', victim: 'worker', what: 'commit of the reassurance’s claim', held: claim },
  { story: 'request', victim: 'worker', what: 'request to WhatsApp', held: { provider: 'whatsapp' } },
  { story: 'request', victim: 'worker', what: 'commit of the reassurance', held: outcome },
  { story: 'reply', victim: 'api', what: 'commit of the reply', held: command },
  { story: 'reply', victim: 'api', what: 'signal teammateReply', held: signal },
  { story: 'reply', victim: 'worker', what: 'commit of the claim', held: claim },
  { story: 'reply', victim: 'worker', what: 'request to WhatsApp', held: { provider: 'whatsapp' } },
  { story: 'reply', victim: 'worker', what: 'commit of the outcome', held: outcome },
  { story: 'reply', victim: 'worker', what: 'end of sendMessage', held: activityEnds(SENT) },
  { story: 'resolve', victim: 'api', what: 'commit of the resolve', held: command },
  { story: 'resolve', victim: 'api', what: 'signal humanResolved', held: signal },
  { story: 'takeover', victim: 'api', what: 'commit of the takeover', held: command },
  { story: 'takeover', victim: 'api', what: 'signal takeOver', held: signal },
];

/** Before and after each. */
export const KILL_POINTS: readonly KillPoint[] = MIDDLES.flatMap((middle) => [
  { ...middle, moment: 'before' as const },
  { ...middle, moment: 'after' as const },
]);
