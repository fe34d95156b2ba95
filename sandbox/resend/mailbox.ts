import { randomUUID } from 'node:crypto';
import type { Email, EmailRequest, EmailState } from './email';

/** The mails that were accepted. Objects are replaced, not changed. */
export interface Mailbox {
  /** Oldest first. */
  list: () => Email[];
  find(id: string): Email | undefined;
  add(request: EmailRequest, idempotencyKey: string | null, atMs: number): Email;
  setState(id: string, state: EmailState): Email | undefined;
  clear(): void;
}

export function createMailbox(start: readonly Email[], changed: (email: Email) => void): Mailbox {
  const emails = new Map(start.map((email) => [email.id, email]));
  const put = (email: Email): Email => {
    emails.set(email.id, email);
    changed(email);
    return email;
  };
  return {
    list: () => [...emails.values()],
    find: (id) => emails.get(id),
    add: (request, idempotencyKey, atMs) => {
      const id = randomUUID();
      return put({
        id,
        messageId: `<${id}@mail.sandbox>`,
        atMs,
        from: request.from,
        to: request.to,
        cc: request.cc ?? [],
        bcc: request.bcc ?? [],
        replyTo: request.reply_to ?? [],
        subject: request.subject,
        html: request.html ?? null,
        text: request.text ?? null,
        headers: request.headers ?? {},
        tags: Object.fromEntries((request.tags ?? []).map(({ name, value }) => [name, value])),
        idempotencyKey,
        state: 'sent',
      });
    },
    setState: (id, state) => {
      const email = emails.get(id);
      return email === undefined ? undefined : put({ ...email, state });
    },
    clear: () => emails.clear(),
  };
}
