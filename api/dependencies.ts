import type { EmailClient } from '../channels/email/client';
import type { Database } from '../db/pool';
import type { Timings } from '../domain/timings';
import type { Wake } from '../domain/wake';
import type { PreviewTurn } from './agent-preview';
import type { Metrics } from './metrics';
import type { ReadTemplates } from './template-list';
import type { QuestionDesk } from './unanswered-questions';

/** Facts are ids, codes and times; never text, names or numbers of people. */
type Say = (facts: Record<string, unknown>, message: string) => void;

export interface Logger {
  info: Say;
  warn: Say;
  error: Say;
}

/** What the API is built from. */
export interface ApiDependencies {
  db: Database;
  /** For WhatsApp's webhooks alone: a storm of them, or one that waits for a lock, keeps no teammate waiting. */
  webhookDb: Database;
  timings: Timings;
  /** Called after the commit; never awaited by an answer; never throws. */
  ring: (wake: Wake) => void;
  whatsapp: {
    /** Any may have signed, so that a secret can be rotated; with none every event is refused. */
    appSecrets: readonly string[];
    verifyToken: string | null;
    /** The approved templates. @throws HttpProblem `not_configured`, `unavailable`. */
    readTemplates: ReadTemplates;
  };
  resendWebhookSecret: string | null;
  publicUrl: string;
  temporalUiUrl: string | null;
  namespace: string;
  temporalHealth: () => 'reachable' | 'unreachable' | 'unknown';
  log: Logger;
  onArticlesChanged: () => void;
  previewTurn: PreviewTurn;
  questionDesk: QuestionDesk;
  signIn: {
    email: EmailClient;
    /** Named in the mails. */
    business: string;
    /** Signs cookies and codes; the same in every api of an installation. */
    sessionSecret: string;
    /** How many proxies in front of us say truly where a request came from. 0 believes no X-Forwarded-For. */
    trustedProxies: number;
  };
  push: {
    /** What browsers subscribe with. */
    publicKey: string;
    /** Push services of one's own; see `isPushEndpoint`. */
    internalOrigins: readonly string[];
  };
  /** Where `npm run build` put the inbox page. */
  inboxFolder: string;
}

/** What the routes are built from. */
export interface ApiContext extends ApiDependencies {
  metrics: Metrics;
}
