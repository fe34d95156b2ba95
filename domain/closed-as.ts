/** What a message was taken for when it was closed because no person waits for its answer. Undone by a teammate's click. */
export const CLOSED_AS = ['automatic_reply', 'spam'] as const;

export type ClosedAs = (typeof CLOSED_AS)[number];
