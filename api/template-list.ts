import type { TemplateList } from '../channels/whatsapp/templates';
import type { Template } from '../domain/template';
import { adviseOn } from '../domain/whatsapp-errors';
import { HttpProblem } from './http-problem';

/** The approved templates. @throws HttpProblem `not_configured`, `unavailable`. */
export type ReadTemplates = () => Promise<readonly Template[]>;

const FRESH_MS = 60_000;

/** Asks WhatsApp at most once a minute, however many teammates look; what was read last serves while it cannot be asked. */
export function createTemplateReader(list: () => Promise<TemplateList | null>): ReadTemplates {
  let known: { templates: readonly Template[]; atMs: number } | null = null;
  let asking: Promise<readonly Template[]> | null = null;
  const ask = async (): Promise<readonly Template[]> => {
    const answer = await list();
    if (answer?.kind === 'found') {
      known = { templates: answer.templates, atMs: performance.now() };
      return answer.templates;
    }
    if (answer === null)
      throw new HttpProblem(
        'not_configured',
        'Set WHATSAPP_BUSINESS_ACCOUNT_ID, so that Baton can read the approved templates of your account.',
      );
    if (known !== null) return known.templates;
    throw new HttpProblem(
      'unavailable',
      answer.kind === 'refused'
        ? `WhatsApp does not list the templates (${answer.code ?? 'no code'}). ${adviseOn(answer.code)}`
        : 'WhatsApp does not answer: try again in a moment.',
    );
  };
  return () => {
    if (known !== null && performance.now() - known.atMs < FRESH_MS) return Promise.resolve(known.templates);
    asking ??= ask().finally(() => (asking = null));
    return asking;
  };
}
