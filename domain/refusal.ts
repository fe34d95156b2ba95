/** Why a command was refused. The same code stands in HTTP bodies, logs and tests. */
export type RefusalCode =
  | 'not_found'
  | 'invalid_request'
  | 'handled_by_other'
  | 'stale'
  | 'customer_blocked'
  | 'client_id_reused'
  | 'service_window_closed'
  | 'email_taken'
  | 'owner_required'
  | 'owner_must_stay'
  | 'teammate_inactive';

/** A command that cannot be carried out as asked; nothing was changed. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    /** One plain sentence that names what to do. */
    readonly detail: string,
    /** Facts the client needs, such as who holds the conversation. */
    readonly facts: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${code}: ${detail}`);
    this.name = 'Refusal';
  }
}
