import type { Database } from '../../db/pool';
import { requestHandoff } from '../../transactions/request-handoff';
import { storeWebhook } from '../../transactions/store-webhook';
import { createTestDatabase } from '../support/database';
import { conversationOf, customerText, insertTeammate } from '../support/seed';
import { click } from './click';

/** An installation of three people, by their teammate ids, to whom customers write. */
export interface Shop {
  db: Database;
  /** The owner. */
  olivia: string;
  ben: string;
  cora: string;
  /** A new customer's conversation, which the AI handles, with one unanswered message. */
  newConversation: () => Promise<string>;
  /** The same, handed off as the settings say, and held by nobody. */
  handedOff: () => Promise<string>;
  close: () => Promise<void>;
}

export async function openShop(): Promise<Shop> {
  const { db, drop } = await createTestDatabase();
  const olivia = await insertTeammate(db, 'Olivia', 'owner');
  let customers = 0;
  const newConversation = async () => {
    const waId = `3519888${String(++customers).padStart(5, '0')}`;
    await storeWebhook(db, [customerText(waId, 'hello')]);
    return conversationOf(db, waId);
  };
  return {
    db,
    olivia,
    ben: await insertTeammate(db, 'Ben'),
    cora: await insertTeammate(db, 'Cora'),
    newConversation,
    handedOff: async () => {
      const id = await newConversation();
      await requestHandoff(db, { ...click(id, olivia), reason: 'upset' });
      return id;
    },
    close: drop,
  };
}
