/** Failure types shown in Temporal UI. The same code appears in logs. */
export type ErrorCode =
  | 'not_found'
  | 'agent_unavailable'
  | 'provider_rejected'
  | 'provider_unavailable'
  | 'line_busy'
  | 'media_unavailable'
  | 'media_invalid'
  | 'database_unavailable';
