import path from 'node:path';
import type { Config } from '../config';
import { startResendStandIn } from '../sandbox/resend/start-resend-stand-in';
import { startWhatsAppStandIn } from '../sandbox/whatsapp/start-whatsapp-stand-in';
import type { Complete } from './product';
import { reservePort } from './reserve-port';
import type { DevSecrets } from './secrets';

const PHONE_NUMBER_ID = '700100200300';
const BUSINESS_ACCOUNT_ID = '900100200300';
const PHONE_PORT = 8081;
const MAILBOX_PORT = 8082;

export interface Sandbox {
  config: Pick<Complete, 'whatsapp' | 'resend'>;
  pages: { phone: string | null; mailbox: string | null };
  stop: () => Promise<void>;
}

/** Starts a stand-in for each provider whose credentials are missing; the product's own clients talk to it over HTTP. */
export async function startSandbox(
  config: Config,
  { localUrl, secrets, folder }: { localUrl: string; secrets: DevSecrets; folder: string },
): Promise<Sandbox> {
  const whatsapp = await whatsAppFor(config, localUrl, secrets, folder);
  const resend = await resendFor(config, localUrl, secrets, folder);
  return {
    config: { whatsapp: whatsapp.config, resend: resend.config },
    pages: { phone: whatsapp.page, mailbox: resend.page },
    stop: async () => {
      await whatsapp.stop();
      await resend.stop();
    },
  };
}

async function whatsAppFor({ whatsapp }: Config, localUrl: string, secrets: DevSecrets, folder: string) {
  const { accessToken, phoneNumberId } = whatsapp;
  if (accessToken !== null && phoneNumberId !== null)
    return { config: { ...whatsapp, accessToken, phoneNumberId }, page: null, stop: () => Promise.resolve() };
  const { appSecret, verifyToken } = secrets;
  const standIn = await startWhatsAppStandIn({
    port: await reservePort(PHONE_PORT),
    webhookUrl: `${localUrl}/webhooks/whatsapp`,
    appSecret,
    verifyToken,
    accessToken: secrets.accessToken,
    phoneNumberId: PHONE_NUMBER_ID,
    businessAccountId: BUSINESS_ACCOUNT_ID,
    logFile: path.join(folder, 'whatsapp.jsonl'),
    stateDir: path.join(folder, 'whatsapp'),
  });
  return {
    config: {
      ...whatsapp,
      baseUrl: standIn.url,
      accessToken: secrets.accessToken,
      phoneNumberId: PHONE_NUMBER_ID,
      businessAccountId: BUSINESS_ACCOUNT_ID,
      appSecrets: [appSecret],
      verifyToken,
    },
    page: standIn.phonePageUrl,
    stop: () => standIn.stop(),
  };
}

async function resendFor({ resend }: Config, localUrl: string, secrets: DevSecrets, folder: string) {
  const { apiKey, from } = resend;
  if (apiKey !== null && from !== null)
    return { config: { ...resend, apiKey, from }, page: null, stop: () => Promise.resolve() };
  const standIn = await startResendStandIn({
    port: await reservePort(MAILBOX_PORT),
    apiKey: secrets.resendKey,
    webhookUrl: `${localUrl}/webhooks/resend`,
    webhookSecret: secrets.resendWebhookSecret,
    logFile: path.join(folder, 'resend.jsonl'),
    stateFile: path.join(folder, 'mailbox.json'),
  });
  return {
    config: {
      ...resend,
      baseUrl: standIn.url,
      apiKey: secrets.resendKey,
      from: 'Baton <support@casaluma.example>',
      webhookSecret: secrets.resendWebhookSecret,
    },
    page: standIn.mailboxUrl,
    stop: () => standIn.stop(),
  };
}
