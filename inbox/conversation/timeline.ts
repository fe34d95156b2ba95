import type { ConversationEvent } from '../../api/contract/conversation';
import type { Message } from '../../api/contract/message';
import type { Note } from '../../api/contract/note';

/** What a history shows, from above to below. */
export type TimelineItem =
  | { kind: 'day'; key: string; at: string }
  /** `isFirst`: the first of several in a row by the same author, which bears the name. */
  | { kind: 'message'; key: string; message: Message; isFirst: boolean; reactions: string[] }
  | { kind: 'event'; key: string; event: ConversationEvent }
  | { kind: 'note'; key: string; note: Note };

/** What stands between messages at its own time. */
type Told = { at: string } & ({ event: ConversationEvent } | { note: Note });

/** Told by the message they are about, or by the handoff card. */
const NOT_BUBBLES = new Set(['edit', 'revoke', 'reaction', 'request_welcome']);

/** What a reader wants to know between the messages; the rest of the record is for "Why?". */
const TOLD = new Set([
  'handoff_opened',
  'assigned',
  'taken_over',
  'resolved',
  'answer_owed',
  'closing_undone',
  'customer_blocked',
  'customer_unblocked',
  'customers_merged',
]);

/**
 * Messages in their order, each day headed, with what happened and was noted between them. Events and notes older than the
 * oldest message read so far wait for it, and so do those behind the newest.
 */
export function timelineOf(
  messages: readonly Message[],
  events: readonly ConversationEvent[],
  notes: readonly Note[],
  { hasOlder, hasNewer }: { hasOlder: boolean; hasNewer: boolean },
): TimelineItem[] {
  const reactions = reactionsOf(messages);
  const shown = messages.filter(({ kind, state }) => !NOT_BUBBLES.has(kind) && state !== 'suppressed');
  const from = hasOlder ? (messages[0]?.createdAt ?? '') : '';
  const told: Told[] = [
    ...events
      .filter(({ kind, data }) => TOLD.has(kind) || data['closedAs'] !== undefined)
      .map((event) => ({ at: event.at, event })),
    ...notes.map((note) => ({ at: note.createdAt, note })),
  ]
    .filter(({ at }) => at >= from)
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const items: TimelineItem[] = [];
  let day = '';
  let author = '';
  const head = (at: string) => {
    const ownDay = new Date(at).toDateString();
    if (ownDay === day) return;
    day = ownDay;
    author = '';
    items.push({ kind: 'day', key: `day ${ownDay}`, at });
  };
  let next = 0;
  const tell = (isDue: (told: Told) => boolean) => {
    for (let item = told[next]; item !== undefined && isDue(item); item = told[++next]) {
      head(item.at);
      author = '';
      items.push(
        'event' in item
          ? { kind: 'event', key: `event ${item.event.id}`, event: item.event }
          : { kind: 'note', key: `note ${item.note.id}`, note: item.note },
      );
    }
  };
  for (const message of shown) {
    // The handoff and its reassurance were one commit: the reader is told of the cause first.
    tell(
      (item) =>
        item.at < message.createdAt ||
        (message.purpose === 'reassurance' &&
          message.handoffId !== null &&
          'event' in item &&
          item.event.kind === 'handoff_opened' &&
          item.event.data['handoffId'] === message.handoffId),
    );
    head(message.createdAt);
    const ownAuthor = authorKey(message);
    items.push({
      kind: 'message',
      // The same before and after the API has answered, so that a reply sent keeps its place on the page.
      key: `message ${message.clientId ?? message.id}`,
      message,
      isFirst: ownAuthor !== author,
      reactions: reactions.get(message.waMessageId ?? '') ?? [],
    });
    author = ownAuthor;
  }
  // What comes later stands behind messages that are not read yet.
  if (!hasNewer) tell(() => true);
  return items;
}

/** The newest reaction counts, and one without an emoji takes it back. */
function reactionsOf(messages: readonly Message[]): Map<string, string[]> {
  const newest = new Map<string, string | null>();
  for (const { kind, replyTo, text } of messages)
    if (kind === 'reaction' && replyTo !== null) newest.set(replyTo, text);
  return new Map([...newest].flatMap(([id, emoji]) => (emoji === null ? [] : [[id, [emoji]]])));
}

export function authorKey({ author }: Pick<Message, 'author'>): string {
  return author.kind === 'teammate' ? `teammate ${author.teammateId}` : author.kind;
}
