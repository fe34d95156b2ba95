import type { Agent } from '../agent/contract';
import type { Transcriber } from '../agent/transcriber';
import type { EmailClient } from '../channels/email/client';
import type { WhatsAppClient } from '../channels/whatsapp/client';
import type { Database } from '../db/pool';
import type { Timings } from '../domain/timings';
import type { Wake } from '../domain/wake';

/** What the activities work with; built once by the worker. */
export interface Dependencies {
  db: Database;
  whatsapp: WhatsAppClient;
  email: EmailClient;
  agent: Agent;
  /** Null where no model listens to voice notes. */
  transcriber: Transcriber | null;
  timings: Timings;
  business: { name: string };
  /** The conversation's page in the inbox: the one link in a handoff mail. */
  linkTo: (conversationId: string) => string;
  /** Rings a workflow for work that an activity's transaction left to somebody else. */
  ring: (wake: Wake) => void;
  /** Lets work outlive its activity; a worker that stops waits for it. It must not reject. */
  beside: (work: Promise<void>) => void;
  /** One line per thing worth a look; ids and codes only. */
  log: { warn: (facts: Record<string, unknown>, message: string) => void };
}
