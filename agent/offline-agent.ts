import { phrases } from '../domain/language/phrases';
import { refusesHandoff } from '../domain/language/refusal';
import { smallTalkOf } from '../domain/language/small-talk';
import { settledBeforeAnswering } from './before-answering';
import type { Agent, Decision, ReplyDecision, TurnContext } from './contract';
import { foundHits } from './found-hits';
import { guard } from './guardrails';
import { burstText, evidenceOf } from './history';
import { languageOf } from './language-of';
import { articleText } from './offline/article-text';
import { chosenOption, optionLines } from './offline/chosen-option';
import { confidenceOf, judgeHits, preferLanguage, type Verdict } from './offline/judge-hits';
import { isOffTopic } from './offline/off-topic';
import { outcomeReply } from './offline/outcome-reply';
import { replyOf } from './offline/reply-of';
import { smallTalkTurn } from './offline/small-talk';
import type { ArticleIndex, Hit } from './retrieval/article-index';
import { sentences } from './sentences';

/** Answers come as the article's own words, so the second time is a repetition. */
const MOST_SERVINGS = 2;

/** Hits looked at: enough that the customer's language can overtake another one. */
const HITS = 12;

/** The agent that needs no model: it finds the article that answers and sends its words, asks, or hands off. */
export function createOfflineAgent({ index }: { index: () => ArticleIndex }): Agent {
  return {
    decide: (context, { signal }) =>
      new Promise((resolve) => {
        signal.throwIfAborted();
        resolve(decideAndTell(context, index()));
      }),
  };
}

/** The decision, with everything that was found on the way to it. */
function decideAndTell(context: TurnContext, index: ArticleIndex): Decision {
  const found: Hit[] = [];
  const search: ArticleIndex['search'] = (query, limit) => {
    const hits = index.search(query, limit);
    found.push(...hits);
    return hits;
  };
  const decision = decide(context, { ...index, search });
  return found.length === 0 ? decision : { ...decision, basis: { model: null, hits: foundHits(found) } };
}

function decide(context: TurnContext, index: ArticleIndex): Decision {
  const settled = settledBeforeAnswering(context);
  if (settled !== null) return settled;
  const language = languageOf(context);
  const text = burstText(context);
  const outcome = outcomeReply(text, context, language);
  if (outcome !== null) return replyOf(outcome, { language });
  const chosen = chosenOption(text, context, index);
  if (chosen !== null) return answerWith([chosen], context, language);
  const talk = smallTalkTurn(context, language);
  if (talk === null) return answer(context, index, language);
  return talk.kind === 'reply' ? guard(talk, context, MOST_SERVINGS) : talk;
}

function answer(context: TurnContext, index: ArticleIndex, language: string | null): Decision {
  const questions = context.messages
    .map((message) => message.text.trim())
    .filter((text) => text !== '' && smallTalkOf(text) === null);
  const judge = (query: string) => judgeHits(preferLanguage(index.search(query, HITS), language));
  const answers = questions.length > 1 ? distinct(questions.map(judge)) : [];
  if (answers.length > 1) return answerWith(answers.slice(0, 2), context, language);
  const verdict = judge(questions.join('\n'));
  return verdict.kind === 'answer' ? answerWith([verdict.hit], context, language) : unsure(verdict, context, language);
}

/** Neither an answer nor nonsense: the closest three to choose from and a person on offer, once; else a person. */
function unsure(
  verdict: Exclude<Verdict, { kind: 'answer' }>,
  context: TurnContext,
  language: string | null,
): Decision {
  const hits = verdict.kind === 'suggest' ? verdict.hits : [];
  const scores = scoresOf(hits);
  const { acknowledgement, didYouMean, offerPerson } = phrases(language);
  // "No, nobody needs to write" after the offer is an end, not another failure.
  if (context.handoffOffered && verdict.kind === 'nothing' && refusesHandoff(burstText(context), language))
    return replyOf(acknowledgement, { language, scores });
  if (verdict.kind === 'nothing' && isOffTopic(burstText(context)))
    return replyOf(declining(context, language), { language, scores });
  const hasMedia = context.messages.some(({ kind }) => !READABLE.has(kind));
  if (verdict.kind === 'nothing' || hasMedia) {
    const nearest = hits.map((hit) => hit.article.title).join('; ');
    const summary = `No article answers this.${nearest === '' ? '' : ` Closest: ${nearest}.`}`;
    const reason = hasMedia ? 'unreadable_media' : 'cannot_resolve';
    return { kind: 'handoff', reason, evidence: evidenceOf(burstText(context)), summary, language, scores };
  }
  const text = `${didYouMean}\n${optionLines(hits)}\n\n${offerPerson}`;
  const options = hits.map((hit) => hit.article.title);
  const suggestion = replyOf(text, { language, scores, options, offersPerson: true, nonAnswer: true });
  return guard(suggestion, context, MOST_SERVINGS);
}

/** Which business this is about, for a question that is none of its concern. */
function declining({ business }: TurnContext, language: string | null): string {
  return sentences(language).offTopic.replace('{business}', () => business.name);
}

const READABLE: ReadonlySet<string> = new Set(['text', 'button', 'interactive', 'sticker', 'reaction']);

function answerWith(hits: readonly Hit[], context: TurnContext, language: string | null): Decision {
  const citedArticleIds = hits.map((hit) => hit.article.id);
  const reply: ReplyDecision = replyOf(hits.map(articleText).join('\n\n'), {
    language,
    citedArticleIds,
    scores: scoresOf(hits),
  });
  return guard(reply, context, MOST_SERVINGS);
}

function distinct(verdicts: readonly Verdict[]): Hit[] {
  const hits = verdicts.flatMap((verdict) => (verdict.kind === 'answer' ? [verdict.hit] : []));
  return [...new Map(hits.map((hit) => [hit.article.id, hit])).values()];
}

function scoresOf(hits: readonly Hit[]): Record<string, number> {
  return { retrieval: hits[0]?.score ?? 0, second: hits[1]?.score ?? 0, confidence: confidenceOf(hits) };
}
