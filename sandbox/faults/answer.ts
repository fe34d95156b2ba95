/** What a stand-in answers: JSON, or bytes with their own content type. */
export interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
  /** Called once the answer has left or can no longer leave. */
  settled?: () => void;
}
