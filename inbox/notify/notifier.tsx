import { useLocation } from 'wouter';
import type { Conversation } from '../../api/contract/conversation';
import { conversationAddress } from '../search/addresses';
import { customerName } from '../words/customer-name';
import type { News } from './news';
import { readNotifyChoices } from './notify-choices';
import { playSound } from './play-sound';
import { useNews } from './use-news';

const WORDS: Record<News['kind'], { anybody: string; title: (name: string) => string }> = {
  assigned: { anybody: 'A conversation was handed to you', title: (name) => `${name} was handed to you` },
  answered: { anybody: 'A customer answered you', title: (name) => `${name} answered you` },
};

/** Tells whoever looks at something else that a customer needs them. Never a customer's words: a screen is seen by others. */
export function Notifier({ teammateId }: { teammateId: string }) {
  const [, navigate] = useLocation();
  useNews(teammateId, (news, conversation) => {
    if (document.visibilityState === 'visible') return;
    const { isOn, hasSound, showsNames } = readNotifyChoices();
    if (hasSound) playSound();
    if (!isOn || Notification.permission !== 'granted') return;
    try {
      const notification = show(news, conversation, showsNames);
      notification.onclick = () => {
        notification.close();
        window.focus();
        navigate(conversationAddress(conversation.id, { filter: 'mine' }));
      };
    } catch {
      // Some phones' browsers have the permission but not the notification.
    }
  });
  return null;
}

function show({ kind }: News, { id, customer }: Conversation, showsNames: boolean): Notification {
  const { anybody, title } = WORDS[kind];
  return new Notification(showsNames ? title(customerName(customer).slice(0, 60)) : anybody, {
    // Several open tabs and several messages show one notification for each conversation.
    tag: id,
    icon: '/favicon.svg',
  });
}
