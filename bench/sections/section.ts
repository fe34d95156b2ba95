import type { Progress } from '../../launch/progress';
import type { Figure } from '../report';
import type { Servers } from '../servers';

/** How much is measured: fixed numbers, so that two runs can be compared. */
export interface Size {
  /** Messages one after the other, per side. */
  light: number;
  /** Messages at once, and how many of them at a time. */
  burst: number;
  width: number;
  /** Webhooks at WhatsApp's full rate, per side; and those of customers who write for the first time, as fast as they are answered. */
  webhooks: number;
  newcomers: number;
  handoffs: number;
  /** Open conversations in the end. */
  conversations: number;
  /** Times the inbox is opened, and a conversation chosen and answered in it. */
  paints: number;
  /** Messages in one conversation in the end. */
  longest: number;
}

export interface Bench {
  servers: Servers;
  size: Size;
  progress: Progress;
}

/** One question to the machine; measures and returns lines of the table. */
export type Section = (bench: Bench) => Promise<Figure[]>;
