import { statusWebhook, textWebhook, type Answer, type Stage, type Webhook } from './webhook-body';

/** Webhooks a second at WhatsApp's full rate for one number: of 80 messages half come in; an answer has three statuses. */
export const FULL_RATE = 160;

/** Of four posts one is a message, and three are the statuses of an answer. */
const POSTS_PER_ANSWER = 4;

/** Answers between one that is sent and one that is delivered, and again to one that is read: a second at the full rate. */
const APART = FULL_RATE / POSTS_PER_ANSWER;

/** Who writes, and the answers whose statuses come. */
export interface Cast {
  people: readonly string[];
  answers: readonly Answer[];
}

/** How many answers `posts` posts are about. */
export function answersFor(posts: number): number {
  return Math.ceil(posts / POSTS_PER_ANSWER) + 2 * APART;
}

/** How many of them those posts say are read. */
export function readIn(posts: number): number {
  return Math.floor(posts / POSTS_PER_ANSWER);
}

/** The posts that are customers' messages, of some that begin where a message does. */
export function messagesOf<Post>(posts: readonly Post[]): Post[] {
  return posts.filter((_, index) => index % POSTS_PER_ANSWER === 0);
}

/**
 * Posts `from` to `to` of the load: everybody writes in turn, and each answer is sent, delivered and read, in that order.
 * The first answers were sent, and some delivered, before post 0.
 */
export function webhookLoad(appSecret: string, { people, answers }: Cast, from: number, to: number): Webhook[] {
  const status = (place: number, stage: Stage) => statusWebhook(appSecret, at(answers, place), stage);
  return Array.from({ length: to - from }, (_, index) => {
    const round = Math.floor((from + index) / POSTS_PER_ANSWER);
    switch ((from + index) % POSTS_PER_ANSWER) {
      case 0:
        return textWebhook(appSecret, at(people, round % people.length));
      case 1:
        return status(round + 2 * APART, 'sent');
      case 2:
        return status(round + APART, 'delivered');
      default:
        return status(round, 'read');
    }
  });
}

function at<Item>(items: readonly Item[], place: number): Item {
  const item = items[place];
  if (item === undefined) throw new Error(`the load has no more than ${items.length} of what it needs`);
  return item;
}
