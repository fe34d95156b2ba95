import type { Handoff } from '../../api/contract/conversation';
import type { Why } from '../../api/contract/why';
import { closedAsInWords } from '../words/closed-as-words';
import { REASON_WORDS } from '../words/reason-words';
import { ruleInWords } from './rule-words';

/** Why a conversation went to a person, as the end of "Handed over: ". */
const BECAUSE: Record<Handoff['reason'], string> = {
  ...REASON_WORDS,
  asked_for_person: 'the customer asked for a person',
  cannot_resolve: 'the articles did not answer it',
  upset: 'the customer sounded upset',
  agent_failed: 'the AI was not available',
  delivery_failed: 'the AI’s answer did not arrive',
  unreadable_media: 'the AI cannot read what was sent',
  human_only_topic: 'only people answer this topic',
  loop: 'the conversation went in circles',
  unusual_volume: 'the AI had answered unusually often within an hour',
  late_message: 'the message had been left without an answer',
  taken_over: 'a teammate took over',
  requested_by_teammate: 'a teammate asked for it',
};

type NameOf = (teammateId: string | null) => string;

/** The whole record in one sentence. */
export function whyInWords(why: Why, nameOf: NameOf): string {
  const { message, turn, settledBy } = why;
  if (message.author.kind === 'ai' && message.purpose !== 'reply')
    return `Told the customer who will answer. ${becauseOf(why) ?? ''}`.trim();
  if (turn !== null) return turnInWords(turn);
  if (settledBy === 'person') return personInWords(why, nameOf);
  if (settledBy === 'closing')
    return why.events.some(({ kind }) => kind === 'blocked_message_closed')
      ? 'The customer was blocked, so nobody answered it.'
      : 'It was noted and needed no answer.';
  if (message.author.kind === 'customer') return becauseOf(why) ?? 'Nothing has answered this yet.';
  return 'No record was kept of this.';
}

function turnInWords(turn: NonNullable<Why['turn']>): string {
  switch (turn.kind) {
    case 'handoff':
      return handedOver(turn.reason, turn);
    case 'closing':
      if (turn.closedAs !== null) return `${closedAsInWords(turn.closedAs)}, so nobody answered it.`;
      return 'The AI read it and found that it needs no answer.';
    case 'reply': {
      const titles = turn.citedArticles.map(({ title }) =>
        title === null ? 'an article deleted since' : `“${title}”`,
      );
      if (titles.length > 0) return `Answered from ${inAList(titles)}.`;
      if (turn.offersPerson) return 'No article answered this, so the AI offered a person.';
      return turn.nonAnswer ? 'No article answered this, and the AI said so.' : 'Answered without an article.';
    }
  }
}

function handedOver(reason: string | null, turn: Why['turn']): string {
  const because = BECAUSE[reason as Handoff['reason']] as string | undefined;
  const rule = turn?.rule == null ? '' : ` (rule: ${ruleInWords(turn.rule)}${wordsOf(turn.evidence)})`;
  return `Handed over: ${because ?? 'a person is the better answer'}${rule}.`;
}

function wordsOf(evidence: string | null): string {
  return evidence === null ? '' : `, words “${evidence}”`;
}

/** The handoff's own reason, as it was recorded when it was opened. */
function becauseOf({ events, turn }: Why): string | null {
  const opened = events.find(({ kind }) => kind === 'handoff_opened');
  const reason = opened?.data['reason'];
  return typeof reason === 'string' ? handedOver(reason, turn) : null;
}

function personInWords({ events }: Why, nameOf: NameOf): string {
  const resolved = events.find(({ kind }) => kind === 'resolved');
  const teammateId = resolved?.data['teammateId'];
  if (typeof teammateId !== 'string') return 'A teammate took care of it.';
  const outcome = resolved?.data['outcome'];
  return `${nameOf(teammateId)} took care of it${typeof outcome === 'string' ? `: ${outcome}` : ''}.`;
}

function inAList(names: readonly string[]): string {
  return new Intl.ListFormat('en').format(names);
}
