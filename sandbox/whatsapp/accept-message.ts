import type { Answer } from '../faults/answer';
import { isObject, parseJsonObject } from '../http/json-object';
import type { Exchange } from '../http/exchange';
import { newChatMessage } from './chat-message';
import type { Customer } from './customer';
import type { Delivery } from './delivery';
import { graphError } from './graph-error';
import { detailsOf, OutboundMessage, ReadReceipt } from './message-schema';
import { newWamid } from './new-ids';
import { createPairRate } from './pair-rate';
import { checkTemplate } from './check-template';
import { seenIn } from './seen-in';
import type { World } from './world';

const SERVICE_WINDOW_MS = 24 * 60 * 60 * 1000;

/** Answers `POST /{phone-number-id}/messages`: checks in Graph's order, then takes the message on or marks one read. */
export function createMessageAcceptor(world: World, delivery: Delivery): (exchange: Exchange) => Answer {
  const { chats, clock, log } = world;
  const pairRate = createPairRate();

  const markRead = (receipt: ReadReceipt): Answer => {
    const message = chats.message(receipt.message_id);
    if (message?.from !== 'customer') return graphError(100, 'Param message_id: no such message of a customer');
    for (const earlier of chats.messagesOf(message.customerId)) {
      if (earlier.from === 'customer' && earlier.state !== 'read') chats.changeMessage(earlier.id, { state: 'read' });
      if (earlier.id === message.id) break;
    }
    if (receipt.typing_indicator !== undefined)
      world.screen.showTyping(message.customerId, clock.nowMs() + world.timings.typingMs);
    return { status: 200, body: { success: true } };
  };

  return ({ raw, arrival, failsLater }) => {
    const body = parseJsonObject(raw);
    if ('status' in body) {
      const receipt = ReadReceipt.safeParse(body);
      return receipt.success ? markRead(receipt.data) : graphError(100, detailsOf(receipt.error));
    }
    const parsed = OutboundMessage.safeParse(body);
    if (!parsed.success) return graphError(100, detailsOf(parsed.error));
    const message = parsed.data;
    const input = message.to ?? message.recipient ?? '';
    if (digitsOf(input) === digitsOf(world.business.number))
      return graphError(131021, 'Sender and recipient are the same.');
    const template = message.type === 'template' ? checkTemplate(world.templates, message.template) : null;
    if (template?.kind === 'refused') return template.answer;
    const mediaId = mediaIdOf(message);
    if (mediaId !== null && world.media.find(mediaId) === undefined)
      return graphError(100, `Param ${message.type}.id: no such media`);

    const customer = recipientOf(world, message);
    if (world.settings.pairRate && !pairRate.take(customer.id, clock.nowMs()))
      return graphError(
        131056,
        'Too many messages sent from this phone number to the same customer in a short period of time.',
      );
    const outside = message.type !== 'template' && !isWindowOpen(customer, clock.nowMs());
    if (outside && world.settings.windowRefusal === 'sync')
      return graphError(131047, 'More than 24 hours have passed since the customer last replied.');

    const id = newWamid();
    log.acceptedOne({ ...seenIn(body), arrivalId: arrival.id, id });
    if (message.type === 'reaction') {
      chats.changeMessage(message.reaction.message_id, { reaction: message.reaction.emoji || null });
    } else {
      const content = { [message.type]: body[message.type], ...(template !== null && { filled: template.filled }) };
      delivery.start(
        chats.put(
          newChatMessage({
            id,
            customerId: customer.id,
            from: 'business',
            atMs: clock.nowMs(),
            type: message.type,
            content,
            state: 'waiting',
            key: message.biz_opaque_callback_data ?? null,
            replyTo: message.context?.message_id ?? null,
          }),
        ),
        failsLater ?? (outside ? 131047 : null),
      );
    }
    const known = message.to === undefined ? { user_id: customer.bsuid } : { wa_id: customer.waId };
    return {
      status: 200,
      body: {
        messaging_product: 'whatsapp',
        contacts: [{ input, ...known }],
        messages: [{ id, ...(template !== null && { message_status: 'accepted' }) }],
      },
    };
  };
}

function digitsOf(input: string): string {
  return input.replace(/\D/g, '');
}

/** `to` wins over `recipient`, as at Meta. Somebody the sandbox does not know gets a phone. */
function recipientOf({ chats }: World, message: OutboundMessage): Customer {
  if (message.to !== undefined) {
    const waId = digitsOf(message.to);
    return chats.find({ waId }) ?? chats.add({ waId, name: `+${waId}` });
  }
  const bsuid = message.recipient ?? '';
  return chats.find({ bsuid }) ?? chats.add({ bsuid, name: bsuid, hidesPhone: true });
}

function isWindowOpen(customer: Customer, atMs: number): boolean {
  return customer.lastMessageAtMs === null || atMs - customer.lastMessageAtMs < SERVICE_WINDOW_MS;
}

function mediaIdOf(message: OutboundMessage): string | null {
  const content: unknown = message[message.type as keyof OutboundMessage];
  const isMedia = ['image', 'video', 'document', 'audio', 'sticker'].includes(message.type);
  return isMedia && isObject(content) && typeof content['id'] === 'string' ? content['id'] : null;
}
