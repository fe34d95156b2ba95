/** Why the model cannot be used now. Each is safe to store, show and count: none carries a provider's words. */
export type AgentUnavailableCode =
  | 'model_unauthorised'
  | 'model_quota_exhausted'
  | 'model_rate_limited'
  | 'model_request_refused'
  | 'model_unreachable'
  | 'model_timeout'
  | 'model_error';

/** Thrown by `Agent.decide` after its attempts are used up, or at once when another attempt cannot help. */
export class AgentUnavailable extends Error {
  override readonly name = 'AgentUnavailable';

  constructor(
    readonly code: AgentUnavailableCode,
    /** HTTP status of the last attempt, when there was an answer. */
    readonly status: number | null = null,
    /** The provider's own id of the request, for its support. */
    readonly requestId: string | null = null,
  ) {
    super(`the agent is unavailable: ${code}`);
  }
}
