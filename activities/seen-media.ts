import type { Agent, SeenMedia } from '../agent/contract';
import { mediaOfMessages, readMediaBytes } from '../db/media';
import type { Message } from '../db/messages';
import type { Queryable } from '../db/pool';

/** More pictures than these are not looked at: each costs about as much as a long text. */
const MOST_FILES = 3;

/** Together, in bytes: a request with more is refused. */
const MOST_BYTES = 10 * 1024 * 1024;

/** The files of a burst that the agent can look at, the newest first to be chosen, by the id of their message. */
export async function seenMedia(
  db: Queryable,
  { sees }: Agent,
  burst: readonly Message[],
): Promise<ReadonlyMap<string, SeenMedia>> {
  const seen = new Map<string, SeenMedia>();
  const messageIds = burst.flatMap(({ id, kind, revokedAt }) =>
    revokedAt === null && (kind === 'image' || kind === 'document') ? [id] : [],
  );
  if (sees === undefined || messageIds.length === 0) return seen;
  const files = await mediaOfMessages(db, messageIds);
  let room = MOST_BYTES;
  for (const messageId of messageIds.toReversed()) {
    const file = files.find((candidate) => candidate.messageId === messageId);
    if (file?.state !== 'stored' || seen.size === MOST_FILES) continue;
    const { mimeType, filename, size } = file;
    if (size === null || size > room || !sees({ mimeType, size })) continue;
    room -= size;
    const chunks: Buffer[] = [];
    for await (const chunk of readMediaBytes(db, file.id)) chunks.push(chunk);
    seen.set(messageId, { mimeType, filename, bytes: Buffer.concat(chunks) });
  }
  return seen;
}
