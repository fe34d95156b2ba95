import { z } from 'zod';
import type { StartDeadline } from '../../domain/start-deadline';
import { createGraphConnection } from './graph-connection';
import { type OpenedMedia, openMedia } from './media';
import { type OutboundContent, fitsLimits, toWire } from './outbound-content';
import { type SendResult, parseJson, readSendResult } from './send-result';
import { listTemplates, type TemplateList } from './templates';
import { type UploadedFile, type UploadResult, uploadMedia } from './upload';
import { looseNumber, presentText } from './wire-scalars';

export interface WhatsAppSettings {
  /** `https://graph.facebook.com`, or a stand-in. */
  baseUrl: string;
  /** Graph version, `v25.0`. */
  version: string;
  accessToken: string;
  phoneNumberId: string;
  /** Whose templates can be listed; without it they cannot. */
  businessAccountId?: string | null;
  /** For one request as a whole; 10 s. */
  timeoutMs?: number;
}

export interface SendOptions {
  /** The phone number is preferred where both are known: it keeps the number visible in later webhooks. */
  to: { waId: string | null; bsuid: string | null };
  /** Our key of this message (at most 512 characters); statuses carry it back, which proves a send without an answer. */
  key: string;
  /** `waMessageId` of the message to quote. */
  replyTo?: string | undefined;
  signal?: AbortSignal | undefined;
  /** The request starts by then or not at all. */
  startBy?: StartDeadline | undefined;
}

/** What the number is, or why it cannot be asked. */
export type PhoneNumber =
  | { kind: 'found'; displayPhoneNumber: string | null; verifiedName: string | null; qualityRating: string | null }
  | { kind: 'refused'; httpStatus: number; code: number | null }
  | { kind: 'unreachable'; error: string };

export interface WhatsAppClient {
  /**
   * Sends once; nothing is repeated inside. Resolves for whatever happens.
   * @throws the signal's reason, only if it was aborted before the request started (then nothing was sent)
   */
  send(content: OutboundContent, options: SendOptions): Promise<SendResult>;
  /** Blue ticks, and "typing…" until the reply or for 25 s. Best effort: one short attempt, never throws. */
  markRead(waMessageId: string, options: { typing: boolean; signal?: AbortSignal }): Promise<void>;
  /** @throws MediaError */
  openMedia(waMediaId: string, options: { maxBytes: number; signal?: AbortSignal }): Promise<OpenedMedia>;
  /** Gives WhatsApp a file to be sent by its id; may be repeated. Never throws. */
  upload(file: UploadedFile): Promise<UploadResult>;
  /** The account's approved templates; null when no account is configured. Never throws. */
  listTemplates(): Promise<TemplateList | null>;
  /** Checks token and number in one cheap call. Never throws. */
  getPhoneNumber(): Promise<PhoneNumber>;
}

const MARK_READ_TIMEOUT_MS = 3_000;

const PhoneNumberFields = z.looseObject({
  display_phone_number: presentText,
  verified_name: presentText,
  quality_rating: presentText,
});
const Refusal = z.looseObject({ error: z.looseObject({ code: looseNumber }) });

/** Talks to the WhatsApp Cloud API for one phone number. */
export function createWhatsAppClient(settings: WhatsAppSettings): WhatsAppClient {
  const { baseUrl, version, accessToken, phoneNumberId, businessAccountId = null, timeoutMs = 10_000 } = settings;
  const connection = createGraphConnection({ baseUrl, accessToken });
  const numberPath = `/${version}/${encodeURIComponent(phoneNumberId)}`;
  const messagesPath = `${numberPath}/messages`;

  return {
    async send(content, { to, key, replyTo, signal, startBy }) {
      const recipient = to.waId !== null ? { to: to.waId } : to.bsuid !== null ? { recipient: to.bsuid } : null;
      if (recipient === null) return { kind: 'failed', code: null, error: 'no_recipient' };
      if (!fitsLimits(content)) return { kind: 'failed', code: null, error: 'invalid_content' };
      const body = {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        ...recipient,
        ...toWire(content),
        ...(replyTo !== undefined && { context: { message_id: replyTo } }),
        biz_opaque_callback_data: key,
      };
      const exchange = await connection.exchange({
        method: 'POST',
        path: messagesPath,
        body,
        timeoutMs,
        signal,
        startBy,
      });
      if (exchange.kind === 'not_started' && exchange.error === 'aborted') signal?.throwIfAborted();
      return readSendResult(exchange);
    },

    async markRead(waMessageId, { typing, signal }) {
      await connection.exchange({
        method: 'POST',
        path: messagesPath,
        body: {
          messaging_product: 'whatsapp',
          status: 'read',
          message_id: waMessageId,
          ...(typing && { typing_indicator: { type: 'text' } }),
        },
        timeoutMs: Math.min(timeoutMs, MARK_READ_TIMEOUT_MS),
        signal,
      });
    },

    openMedia(waMediaId, options) {
      const path = `/${version}/${encodeURIComponent(waMediaId)}?phone_number_id=${encodeURIComponent(phoneNumberId)}`;
      return openMedia({ connection, baseUrl, accessToken, path, timeoutMs }, options);
    },

    upload: (file) => uploadMedia(connection, `${numberPath}/media`, file),

    async listTemplates() {
      if (businessAccountId === null) return null;
      const path = `/${version}/${encodeURIComponent(businessAccountId)}/message_templates`;
      return listTemplates(connection, { path, timeoutMs });
    },

    async getPhoneNumber() {
      const path = `${numberPath}?fields=display_phone_number,verified_name,quality_rating`;
      const answer = await connection.exchange({ method: 'GET', path, timeoutMs });
      if (answer.kind !== 'answered') return { kind: 'unreachable', error: answer.error };
      const json = parseJson(answer.body);
      const number = PhoneNumberFields.safeParse(json).data;
      if (answer.httpStatus !== 200 || number === undefined)
        return {
          kind: 'refused',
          httpStatus: answer.httpStatus,
          code: Refusal.safeParse(json).data?.error.code ?? null,
        };
      return {
        kind: 'found',
        displayPhoneNumber: number.display_phone_number ?? null,
        verifiedName: number.verified_name ?? null,
        qualityRating: number.quality_rating ?? null,
      };
    },
  };
}
