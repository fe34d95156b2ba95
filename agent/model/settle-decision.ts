import { offersPerson } from '../../domain/language/offer-scorer';
import { phrases } from '../../domain/language/phrases';
import { isClosing } from '../before-answering';
import { mayClose } from '../closed-as';
import type { Decision, ReplyDecision, TurnContext } from '../contract';
import { guard } from '../guardrails';
import { burstText, evidenceOf } from '../history';
import { languageOf } from '../language-of';
import { comparable } from '../phrase-match';
import type { Hit } from '../retrieval/article-index';
import { replyOf } from '../offline/reply-of';
import { sentences } from '../sentences';
import { toWhatsAppFormat } from '../whatsapp-format';
import { cutWhole } from './cut-whole';
import type { ModelDecision } from './decision-schema';
import { removeUnknownLinks } from './links';
import { claimsToBeHuman, createLeakTest } from './pretence';
import { INSTRUCTIONS } from './prompt';
import { hasOnlyKnownFigures, promisesPerson } from './supported';

/** A model words an article anew for each question, so one article may serve a few of them before it is a loop. */
const MOST_SERVINGS = 4;

/** Longest summary and reply taken over, in characters. */
const LONGEST = { summary: 600, reply: 4_000 };

const leaks = createLeakTest(INSTRUCTIONS);

/**
 * Turns what the model chose into what is done. The model proposes; here it is held to the rules: an answer cites an
 * article it was given, no figure or link comes from nowhere, nobody promises a person without handing off, silence is
 * only for messages that end an exchange. Whatever breaks a rule becomes a handoff, never silence. Total.
 */
export function settleDecision(
  output: ModelDecision,
  context: TurnContext,
  hits: readonly Hit[],
  scores: Record<string, number>,
): Decision {
  const language = languageCode(output.language) ?? languageOf(context);
  const handOff = (reason: 'cannot_resolve' | 'agent_failed', summary: string | null = null): Decision => ({
    kind: 'handoff',
    reason,
    evidence: evidenceOf(burstText(context)),
    summary: summaryOf(output) ?? summary,
    language,
    scores,
  });

  // What the model cannot make out is asked about once, as what no model is shown.
  if (output.reason === 'unreadable_media' && context.failedTurns === 0 && hasMedia(context))
    return replyOf(sentences(language).askForWords, { language, scores, nonAnswer: true, offersPerson: true });
  if (output.action === 'handoff')
    return {
      kind: 'handoff',
      reason: output.reason ?? 'cannot_resolve',
      evidence: quoteOf(output.evidence, context),
      summary: summaryOf(output),
      language,
      scores,
    };
  if (output.action === 'search_articles')
    return handOff('cannot_resolve', 'The AI looked for an article that answers this and found none.');
  if (output.action === 'spam' || output.action === 'automatic_reply')
    return mayClose(context, output.action)
      ? { kind: 'closing', closedAs: output.action, language }
      : handOff('cannot_resolve', 'The AI took it for a message that nobody waits an answer to; nothing else says so.');
  if (output.action === 'close' && isClosing(context)) return { kind: 'closing', language };

  const text = clean(output.reply ?? '', hits);
  if (text === '') return handOff('agent_failed', 'The AI had nothing to say.');
  // Neither is worth a teammate's time: the truth, or a polite no, is the answer.
  if (claimsToBeHuman(text)) {
    const { aiDisclosure, greeting } = phrases(language);
    return replyOf(`${aiDisclosure} ${greeting}`, {
      language,
      scores: { ...scores, claimedHuman: 1 },
      offersPerson: true,
    });
  }
  if (leaks(text)) {
    const declined = sentences(language).offTopic.replace('{business}', () => context.business.name);
    return replyOf(declined, { language, scores: { ...scores, leaked: 1 } });
  }
  if (promisesPerson(text, hits)) return handOff('cannot_resolve', 'The AI was about to promise a person.');
  const given = new Set(hits.map(({ article }) => article.id));
  const citedArticleIds = [...new Set(output.citedArticleIds)].filter((id) => given.has(id));
  // `close` with words, on a message that wants an answer, is judged as the answer it should have been.
  const needsArticle = output.action === 'answer' || output.action === 'close';
  if ((needsArticle && citedArticleIds.length === 0) || !hasOnlyKnownFigures(text, context, hits))
    return handOff('cannot_resolve', 'The AI had an answer that no article supports; it was not sent.');

  const isOffer = output.action === 'offer_person';
  const nonAnswer = isOffer || output.action === 'ask';
  // A model may answer and offer in one breath: the customer's yes must not fall on deaf ears.
  const offers = isOffer || offersPerson(text);
  const reply: ReplyDecision = {
    kind: 'reply',
    text,
    citedArticleIds,
    language,
    offersPerson: offers,
    nonAnswer,
    scores,
  };
  return guard(reply, context, MOST_SERVINGS);
}

function hasMedia({ messages }: TurnContext): boolean {
  return messages.some(({ media }) => media !== undefined);
}

function clean(reply: string, hits: readonly Hit[]): string {
  const sources = hits.map(({ article }) => article.content);
  return cutWhole(toWhatsAppFormat(removeUnknownLinks(reply, sources)), LONGEST.reply).trim();
}

/** The customer's own words, or nothing: a model may shorten or invent what it quotes. */
function quoteOf(evidence: string | null, context: TurnContext): string | null {
  if (evidence === null) return null;
  const words = comparable(evidence);
  const isQuote = words.trim() !== '' && comparable(burstText(context)).includes(words);
  return isQuote ? evidenceOf(evidence) : evidenceOf(burstText(context));
}

function summaryOf(output: ModelDecision): string | null {
  const summary = output.summary?.trim() ?? '';
  return summary === '' ? null : cutWhole(summary, LONGEST.summary);
}

/** A language tag's primary part, lower case; null when it is none. */
function languageCode(tag: string | null): string | null {
  return /^([a-z]{2,3})(?:[-_]|$)/i.exec(tag?.trim() ?? '')?.[1]?.toLowerCase() ?? null;
}
