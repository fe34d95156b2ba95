import { type ChatMessage, isFurther } from './chat-message';
import type { Customer } from './customer';
import { titleOfCode } from './graph-error';
import { newWamid } from './new-ids';
import { timestampOf, type World } from './world';

export type StatusName = 'sent' | 'delivered' | 'read' | 'failed';

/** Carries an accepted message to the customer's phone and reports each stage by a status webhook. */
export interface Delivery {
  /** `failCode` lets it fail instead. */
  start(message: ChatMessage, failCode: number | null): void;
  /** Delivers what waits and reads what may be read: after coming online, opening the chat, or a restart. */
  catchUp(customer: Customer): void;
  /** Posts a status as it is, without touching the chat. */
  post(
    customer: Customer,
    status: { id: string; status: StatusName; key: string | null; errorCode: number | null },
  ): void;
}

export function createDelivery(world: World): Delivery {
  const { chats, clock, timings, screen } = world;

  const post: Delivery['post'] = (customer, { id, status, key, errorCode }) => {
    const change = world.envelopes.status(customer, {
      id,
      status,
      timestamp: timestampOf(clock.nowMs()),
      biz_opaque_callback_data: key ?? undefined,
      ...(status === 'sent' || status === 'delivered' ? { pricing: PRICING } : {}),
      ...(errorCode !== null && { errors: [errorOf(errorCode)] }),
    });
    void world.webhooks.send({
      id: `${id}:${status}:${newWamid()}`,
      kind: 'status',
      lane: `status:${id}`,
      body: change,
    });
  };
  /** Moves a message on and reports it; false when it was already there or the message is gone. */
  const move = (id: string, state: StatusName, errorCode: number | null = null): boolean => {
    const message = chats.message(id);
    const customer = message && chats.find({ id: message.customerId });
    if (message === undefined || customer === undefined || !isFurther(message.state, state)) return false;
    chats.changeMessage(id, { state, errorCode });
    post(customer, { id, status: state, key: message.key, errorCode });
    return true;
  };
  const read = (id: string) => {
    const message = chats.message(id);
    const customer = message && chats.find({ id: message.customerId });
    if (customer?.readReceipts === true && screen.isOpen(customer.id)) move(id, 'read');
  };
  const deliver = (id: string) => {
    const message = chats.message(id);
    const customer = message && chats.find({ id: message.customerId });
    if (customer?.online !== true) return;
    if (move(id, 'delivered')) screen.hideTyping(customer.id);
    clock.later(timings.readMs, () => read(id));
  };
  const send = (id: string) => {
    move(id, 'sent');
    clock.later(timings.deliveredMs, () => deliver(id));
  };

  return {
    post,
    start: (message, failCode) => {
      clock.later(timings.sentMs, () => {
        if (failCode === null) send(message.id);
        else if (move(message.id, 'failed', failCode)) screen.hideTyping(message.customerId);
      });
    },
    catchUp: (customer) => {
      for (const { id, from, state } of chats.messagesOf(customer.id)) {
        if (from !== 'business') continue;
        if (state === 'waiting') send(id);
        else if (state === 'sent') deliver(id);
        else if (state === 'delivered') read(id);
      }
    },
  };
}

const PRICING = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' };

function errorOf(code: number): Record<string, unknown> {
  const title = titleOfCode(code);
  return {
    code,
    title,
    message: title,
    error_data: {
      details: code === 131047 ? 'More than 24 hours have passed since the customer last replied.' : title,
    },
    href: 'https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/',
  };
}
