import { setTimeout as delay } from 'node:timers/promises';
import { renderSignInEmail } from '../channels/email/sign-in-email';
import { findTeammateByEmail, type Teammate } from '../db/teammates';
import { makeSignInLink, makeSignInWithCode } from '../transactions/make-sign-in';
import type { ApiContext } from './dependencies';

const ASKED_MINUTES = 10;
const INVITED_MINUTES = 24 * 60;
const ATTEMPTS = 4;
const LONGEST_WAIT_MS = 15_000;

type Context = Pick<ApiContext, 'db' | 'log' | 'publicUrl' | 'signIn'>;

/**
 * Mails a link and a code to whoever has this address; nobody else learns whether anybody has it, so this runs after the
 * answer. Never throws.
 */
export async function sendSignIn(context: Context, asked: { email: string; next: string | null }): Promise<void> {
  await logged(context, async () => {
    const { db, publicUrl, signIn } = context;
    const teammate = await findTeammateByEmail(db, asked.email);
    if (teammate === null) return;
    const wish = { teammateId: teammate.id, publicUrl, validMinutes: ASKED_MINUTES, next: asked.next };
    const made = await makeSignInWithCode(db, wish, signIn.sessionSecret);
    if (made !== null) await send(context, teammate, { ...made, validFor: `${ASKED_MINUTES} minutes` });
  });
}

/** Mails a new teammate their first link. Never throws: an owner can make another one. */
export async function sendInvitation(context: Context, teammate: Teammate): Promise<void> {
  await logged(context, async () => {
    const wish = { teammateId: teammate.id, publicUrl: context.publicUrl, validMinutes: INVITED_MINUTES };
    const made = await makeSignInLink(context.db, wish);
    if (made !== null) await send(context, teammate, { ...made, code: null, validFor: '24 hours' });
  });
}

/** Outside of Temporal: a person waits for it, and nothing but asking again is lost with it. */
async function send(
  { log, signIn }: Context,
  teammate: Teammate,
  { id, url, code, validFor }: { id: string; url: string; code: string | null; validFor: string },
): Promise<void> {
  const { business } = signIn;
  const mail = renderSignInEmail({ business, teammateName: teammate.name, link: url, code, validFor });
  for (let attempt = 1; ; attempt++) {
    const result = await signIn.email.send({ to: teammate.email, ...mail }, `sign-in/${id}`);
    if (result.kind === 'accepted') return;
    if (result.kind === 'rejected' || attempt === ATTEMPTS) {
      log.warn({ teammateId: teammate.id, code: result.code }, 'sign-in e-mail not sent');
      return;
    }
    // Nobody's stop waits for this.
    await delay(Math.min(result.afterMs, LONGEST_WAIT_MS), undefined, { ref: false });
  }
}

async function logged({ log }: Context, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error({ error: error instanceof Error ? error.name : typeof error }, 'sign-in e-mail failed');
  }
}
