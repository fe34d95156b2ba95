import { Context } from '@temporalio/activity';
import { agentTurn } from './agent-turn';
import { assign } from './assign';
import type {
  AgentTurnInput,
  AssignInput,
  CopyMediaInput,
  EmailInput,
  ReassureInput,
  RescueInput,
  SendMessageInput,
} from './contract';
import { copyMedia } from './copy-media';
import type { Dependencies } from './dependencies';
import { emailTeammate } from './email-teammate';
import { reassureCustomer } from './reassure-customer';
import { rescue } from './rescue';
import { safely } from './safely';
import { sendMessage } from './send-message';

const MOST_MEDIA_ATTEMPTS = 20;

/** The activities under the names that Temporal UI shows. */
export function createActivities(dependencies: Dependencies) {
  const { log } = dependencies;
  return {
    agentTurn: safely('agentTurn', log, (input: AgentTurnInput) =>
      alive(() =>
        agentTurn(dependencies, input, {
          signal: Context.current().cancellationSignal,
          attempt: Context.current().info.attempt,
        }),
      ),
    ),
    sendMessage: safely('sendMessage', log, (input: SendMessageInput) => alive(() => sendMessage(dependencies, input))),
    assign: safely('assign', log, (input: AssignInput) => assign(dependencies, input)),
    emailTeammate: safely('emailTeammate', log, (input: EmailInput) => alive(() => emailTeammate(dependencies, input))),
    reassureCustomer: safely('reassureCustomer', log, (input: ReassureInput) =>
      alive(() => reassureCustomer(dependencies, input)),
    ),
    rescue: safely('rescue', log, (input: RescueInput) => rescue(dependencies, input)),
    copyMedia: safely('copyMedia', log, (input: CopyMediaInput) =>
      alive(() =>
        copyMedia(dependencies, input, {
          signal: Context.current().cancellationSignal,
          lastAttempt: Context.current().info.attempt >= MOST_MEDIA_ATTEMPTS,
        }),
      ),
    ),
  };
}

export type Activities = ReturnType<typeof createActivities>;

const BEAT_MS = 1_000;

/** Says that this attempt is alive while it waits for a provider: a dead worker is noticed, and a cancel is heard. */
async function alive<Result>(work: () => Promise<Result>): Promise<Result> {
  const context = Context.current();
  const beat = setInterval(() => context.heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
