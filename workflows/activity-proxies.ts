import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type {
  AgentTurnInput,
  AssignInput,
  CopyMediaInput,
  EmailInput,
  ReassureInput,
  RescueInput,
  SendMessageInput,
} from '../activities/contract';
import type { ConversationTimings } from './contract';

/** The longest upload of a file. */
const UPLOAD_MS = 60_000;
/** Longer than a model may take to put a handoff into words for its mail. */
const SUMMARY_MS = 10_000;

/** The activities as workflows see them, each with the patience its work deserves and the words Temporal UI shows for it. */
export function activitiesFor(timings: ConversationTimings) {
  // A worker that died is noticed when a heartbeat is missing. Not sooner than 3 s: a beat is due every second and sent on
  // at the latest after 80 % of the timeout, so a process that stalls for half a second must not count as dead - its turn
  // would be done twice, and the model paid twice.
  const { agentTurn } = proxyActivities<Pick<Activities, 'agentTurn'>>({
    startToCloseTimeout: timings.turnAttempt + timings.sendTimeout,
    scheduleToCloseTimeout: timings.turnTotal + timings.sendTimeout,
    heartbeatTimeout: timings.heartbeat,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: 500, maximumInterval: 5_000, maximumAttempts: 3 },
  });
  const { sendMessage } = proxyActivities<Pick<Activities, 'sendMessage'>>({
    // A message may have a file, which WhatsApp gets before; a worker that died is noticed by its heartbeat.
    startToCloseTimeout: timings.sendTimeout + UPLOAD_MS + 5_000,
    heartbeatTimeout: timings.heartbeat,
    retry: { initialInterval: 1_000, maximumInterval: 60_000 },
  });
  const { assign, rescue } = proxyActivities<Pick<Activities, 'assign' | 'rescue'>>({
    // One transaction of milliseconds, without a heartbeat: a worker that died in it is noticed by this alone.
    startToCloseTimeout: 5_000,
    retry: { initialInterval: 500, maximumInterval: 30_000 },
  });
  const { emailTeammate } = proxyActivities<Pick<Activities, 'emailTeammate'>>({
    startToCloseTimeout: timings.sendTimeout + SUMMARY_MS + 5_000,
    heartbeatTimeout: timings.heartbeat,
    // The activity itself gives up after `mail`; a little longer here lets it record that.
    scheduleToCloseTimeout: timings.mail + 3_600_000,
    // The first retry is also what a worker's death costs beyond its heartbeat; Resend says itself when it wants to wait. A
    // customer waits for this mail: a minute after Resend is back it has left.
    retry: { initialInterval: 2_000, maximumInterval: 60_000 },
  });
  const { reassureCustomer } = proxyActivities<Pick<Activities, 'reassureCustomer'>>({
    startToCloseTimeout: timings.sendTimeout + UPLOAD_MS + 5_000,
    heartbeatTimeout: timings.heartbeat,
    retry: { initialInterval: 1_000, maximumInterval: 60_000 },
  });
  const { copyMedia } = proxyActivities<Pick<Activities, 'copyMedia'>>({
    startToCloseTimeout: 60_000,
    heartbeatTimeout: 15_000,
    retry: { initialInterval: 2_000, maximumInterval: 600_000, maximumAttempts: 20 },
  });
  return {
    agentTurn: (input: AgentTurnInput) =>
      agentTurn.executeWithOptions({ summary: 'the AI answers or hands off' }, [input]),
    sendMessage: (input: SendMessageInput) =>
      sendMessage.executeWithOptions({ summary: 'send the next message on WhatsApp' }, [input]),
    assign: (input: AssignInput) =>
      assign.executeWithOptions({ summary: 'assign the conversation to a teammate' }, [input]),
    rescue: (input: RescueInput) =>
      rescue.executeWithOptions({ summary: 'hand off a message that nothing answered' }, [input]),
    emailTeammate: (input: EmailInput) =>
      emailTeammate.executeWithOptions({ summary: 'e-mail the teammate: who, why, one link' }, [input]),
    reassureCustomer: (input: ReassureInput) =>
      reassureCustomer.executeWithOptions({ summary: 'tell the customer that a person will answer' }, [input]),
    copyMedia: (input: CopyMediaInput) => copyMedia.executeWithOptions({ summary: 'copy an attachment' }, [input]),
  };
}

export type WorkflowActivities = ReturnType<typeof activitiesFor>;
