export type HandlerKind = 'ai' | 'teammate';

/** The change that made somebody ring; names the signal that Temporal UI shows. */
export type WakeName =
  | 'customerMessage'
  | 'teammateReply'
  | 'takeOver'
  | 'handOff'
  | 'assign'
  | 'humanResolved'
  | 'deliveryFailed'
  | 'emailBounced'
  | 'merged'
  | 'typingEnded'
  | 'customerBlocked'
  | 'closingUndone'
  | 'sweep';

/**
 * What a commit left for a conversation's workflow: ids and kinds, never text. `epoch` and `handler` are as the
 * transaction left them; rings may arrive out of commit order, so a workflow adopts the pair only if its epoch is higher.
 */
export interface Wake {
  conversationId: string;
  name: WakeName;
  epoch: number;
  handler: HandlerKind;
  /** The conversation's `work` counter: a mark for an older ring does not hide newer work. */
  work: number;
  /** A customer message may need the AI's answer. */
  turn: boolean;
  /** Do not wait for the burst window: the customer asked for a person. */
  urgent: boolean;
  /** The line has something to send. */
  outbound: boolean;
  /** This handoff has steps to do. */
  handoffId: string | null;
  mediaIds: string[];
}

/** A wake that asks for nothing yet. */
export function wake(
  name: WakeName,
  conversation: { id: string; epoch: number; handler: HandlerKind; work: number },
  what: Partial<Pick<Wake, 'turn' | 'urgent' | 'outbound' | 'handoffId' | 'mediaIds'>>,
): Wake {
  const { id, epoch, handler, work } = conversation;
  return {
    conversationId: id,
    name,
    epoch,
    handler,
    work,
    turn: false,
    urgent: false,
    outbound: false,
    handoffId: null,
    mediaIds: [],
    ...what,
  };
}
