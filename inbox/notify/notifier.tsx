import { useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Conversation } from '../../api/contract/conversation';
import { conversationAddress } from '../search/addresses';
import { customerName } from '../words/customer-name';
import { isInSight, useInSight } from './in-sight';
import type { News } from './news';
import { readNotifyChoices } from './notify-choices';
import { turnPushOn } from './push';
import { useNews } from './use-news';
import { useSound } from './use-sound';
import { startWorker } from './worker';

const WORDS: Record<News['kind'], { anybody: string; title: (name: string) => string }> = {
  assigned: { anybody: 'A conversation was handed to you', title: (name) => `${name} was handed to you` },
  answered: { anybody: 'A customer answered you', title: (name) => `${name} answered you` },
};

/** Tells whoever looks at something else that a customer needs them. Never a customer's words: a screen is seen by others. */
export function Notifier({ teammateId }: { teammateId: string }) {
  useStayTold(teammateId);
  useOpened();
  useInSight();
  const sound = useSound();
  useNews(teammateId, (news, conversation) => void tell({ teammateId, sound }, news, conversation));
  return null;
}

async function tell(
  { teammateId, sound }: { teammateId: string; sound: () => void },
  news: News,
  conversation: Conversation,
): Promise<void> {
  if (await isInSight()) return;
  const { hasSound, showsNames } = readNotifyChoices(teammateId);
  if (hasSound) sound();
  if (mayTell(teammateId)) await show(news, conversation, showsNames);
}

function mayTell(teammateId: string): boolean {
  return readNotifyChoices(teammateId).isOn && 'Notification' in window && Notification.permission === 'granted';
}

/** Asks for nothing; keeps up what was asked for before. */
function useStayTold(teammateId: string): void {
  useEffect(() => {
    // The next start tries again.
    if (mayTell(teammateId)) void turnPushOn().catch(() => undefined);
    return () => void takeBack();
  }, [teammateId]);
}

/** What is still shown was meant for whoever has just signed out. */
async function takeBack(): Promise<void> {
  const worker = 'serviceWorker' in navigator ? await navigator.serviceWorker.getRegistration() : undefined;
  for (const notification of (await worker?.getNotifications()) ?? []) notification.close();
}

/** A notification that was clicked is opened here, where the teammate left off. */
function useOpened(): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined;
    const open = ({ data }: MessageEvent<{ open?: unknown } | null>) => {
      if (typeof data?.open === 'string') navigate(conversationAddress(data.open, { filter: 'mine' }));
    };
    navigator.serviceWorker.addEventListener('message', open);
    return () => navigator.serviceWorker.removeEventListener('message', open);
  }, [navigate]);
}

async function show({ kind }: News, { id, customer }: Conversation, showsNames: boolean): Promise<void> {
  const { anybody, title } = WORDS[kind];
  const worker = await startWorker();
  await worker?.showNotification(showsNames ? title(customerName(customer).slice(0, 60)) : anybody, {
    // Several open tabs, several messages and what the push service brings show one notification for each conversation.
    tag: id,
    icon: '/icons/icon-192.png',
    data: { kind, conversationId: id },
  });
}
