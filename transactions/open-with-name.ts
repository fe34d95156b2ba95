import type { Message } from '../db/messages';
import type { Transaction } from '../db/pool';
import { run } from '../db/query';
import { findTeammate, readHandoffSettings } from '../db/teammates';
import { CAPTION_LIMIT } from '../domain/attachment';
import { publicOpening } from '../domain/public-opening';

/** WhatsApp's limit of a text message, in UTF-16 units. */
const TEXT_LIMIT = 4_096;

/**
 * Puts the teammate's public first name before the words of a reply just stored, where a human stretch or a change of person
 * begins; what is stored is what every attempt sends. Words that leave no room for it go without, and so does a file without
 * words: the next words have it then. Templates are sent as WhatsApp approved them.
 */
export async function openWithName(
  tx: Transaction,
  message: Pick<Message, 'id' | 'teammateId' | 'purpose' | 'kind' | 'text'>,
): Promise<void> {
  const { id, teammateId, purpose, kind, text } = message;
  if (teammateId === null || purpose !== 'reply' || text === null) return;
  if (!(await readHandoffSettings(tx)).opensWithName) return;
  const teammate = await findTeammate(tx, teammateId);
  const opening = teammate === null ? null : publicOpening(teammate);
  const limit = kind === 'text' ? TEXT_LIMIT : CAPTION_LIMIT;
  if (opening === null || opening.length + text.length > limit) return;
  // The last one named, or somebody else after them; what did not arrive named nobody.
  await run(
    tx,
    `update message m set opening = $2 where m.id = $1 and m.teammate_id is distinct from
      (select s.teammate_id from message s
        where s.conversation_id = m.conversation_id and s.number < m.number
          and s.number > (select opened_number from handoff where id = m.handoff_id)
          and s.author in ('teammate', 'business_phone') and s.state not in ('failed', 'suppressed')
          and (s.opening is not null or s.teammate_id is distinct from m.teammate_id)
        order by s.number desc limit 1)`,
    [id, opening],
  );
}
