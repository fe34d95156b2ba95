import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../../db/pool';
import { row } from '../../db/query';
import type { InboundMessage, WebhookItem } from '../../domain/inbound';

const Id = z.object({ id: z.string() });

export async function insertTeammate(
  db: Database,
  name: string,
  role: 'owner' | 'teammate' = 'teammate',
): Promise<string> {
  const { id } = await row(
    db,
    Id,
    `insert into teammate (name, email, role, last_resort) values ($1, $2, $3, $3 = 'owner') returning id`,
    [name, `${name.toLowerCase()}-${randomUUID()}@example.com`, role],
  );
  return id;
}

/** One customer message as the parser yields it. */
export function customerText(waId: string, text: string, more: Partial<InboundMessage> = {}): WebhookItem {
  return {
    kind: 'message',
    phoneNumberId: '7001',
    message: {
      waMessageId: `wamid.${randomUUID()}`,
      sentAt: new Date(Math.floor(Date.now() / 1000) * 1000),
      from: { waId, bsuid: null, parentBsuid: null, username: null, profileName: 'Ana' },
      kind: 'text',
      text,
      payload: { body: text },
      buttonId: null,
      media: null,
      replyTo: null,
      needsAnswer: true,
      identityChange: null,
      reactionTo: null,
      editOf: null,
      revokeOf: null,
      ...more,
    },
  };
}

export async function conversationOf(db: Database, waId: string): Promise<string> {
  const { id } = await row(
    db,
    Id,
    `select v.id from conversation v join customer_identity i on i.customer_id = v.customer_id
      where i.kind = 'wa_id' and i.value = $1 and v.merged_into is null`,
    [waId],
  );
  return id;
}
