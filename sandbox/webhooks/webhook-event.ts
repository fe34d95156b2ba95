/** One thing a provider tells the business about. Events of one lane are first attempted in order. */
export interface WebhookEvent<Body> {
  id: string;
  /** `message`, `status`, `echo`, ... or a Resend event type. */
  kind: string;
  lane: string;
  body: Body;
}
