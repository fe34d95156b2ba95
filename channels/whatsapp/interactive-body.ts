import { z } from 'zod';
import type { MessageContent } from '../../domain/inbound';
import { anyObject, lenient, presentText } from './wire-scalars';

const Form = z.looseObject({ name: presentText, body: presentText, response_json: lenient(z.string()) });
const Choice = z.looseObject({ id: z.string(), title: z.string() });

/** What a customer did with something we sent: a pressed button, a chosen row, a filled form, a call permission. */
export const InteractiveBody = z.union([
  z.looseObject({ type: z.literal('button_reply'), button_reply: Choice }),
  z.looseObject({ type: z.literal('list_reply'), list_reply: Choice }),
  z.looseObject({ type: z.literal('nfm_reply'), nfm_reply: Form }),
  z.looseObject({
    type: z.literal('call_permission_reply'),
    call_permission_reply: z.looseObject({ response: presentText }),
  }),
]);

/** The words of the choice and, for buttons and rows, the id we gave them. */
export function readInteractive(body: z.infer<typeof InteractiveBody>): Partial<MessageContent> {
  switch (body.type) {
    case 'button_reply':
      return { text: body.button_reply.title, buttonId: body.button_reply.id };
    case 'list_reply':
      return { text: body.list_reply.title, buttonId: body.list_reply.id };
    case 'nfm_reply':
      return { text: describeForm(body.nfm_reply) };
    case 'call_permission_reply':
      return { text: `Call permission: ${body.call_permission_reply.response ?? 'unknown'}` };
  }
}

/** The answers of a form, one per line; they arrive as JSON inside a string. */
function describeForm({ name, body, response_json }: z.infer<typeof Form>): string | null {
  const answers = Object.entries(parseAnswers(response_json)).flatMap(([question, answer]) =>
    question !== 'flow_token' && ['string', 'number', 'boolean'].includes(typeof answer)
      ? [`${question}: ${String(answer)}`]
      : [],
  );
  return [body ?? name, ...answers].filter((line) => line !== undefined).join('\n') || null;
}

function parseAnswers(json: string | undefined): Record<string, unknown> {
  try {
    return anyObject.safeParse(JSON.parse(json ?? '{}')).data ?? {};
  } catch {
    return {};
  }
}
