import { Anchor } from '@mantine/core';
import { TbExternalLink } from 'react-icons/tb';
import type { ReactNode } from 'react';
import type { Why } from '../../api/contract/why';
import { useNameOf } from '../server/teammates';
import { moment } from '../words/time-words';
import { disagreementInWords } from './disagreement-words';
import { FoundArticles } from './found-articles';
import { ReadMessages } from './read-messages';
import { recordedInWords } from './recorded-words';
import { ruleInWords, scoreName } from './rule-words';
import { whyInWords } from './why-in-words';
import classes from './why-record.module.css';

interface WhyRecordProps {
  why: Why;
  conversationId: string;
  temporalUrl: string | null;
}

/** First in one sentence, then everything it rests on. */
export function WhyRecord({ why, conversationId, temporalUrl }: WhyRecordProps) {
  const nameOf = useNameOf();
  const { message, turn, settledAt } = why;
  return (
    <div className={classes['record']}>
      <p className={`${classes['sentence'] ?? ''} foreign`}>{whyInWords(why, nameOf)}</p>
      {turn !== null && turn.summary !== null && <p className="foreign">{turn.summary}</p>}
      {turn !== null && turn.disagreement !== null && <p>{disagreementInWords(turn.disagreement)}</p>}
      <ReadMessages conversationId={conversationId} ids={turn?.trigger ?? []} own={message} />
      {turn !== null && <FoundArticles turn={turn} />}
      <section>
        <h3>Details</h3>
        <dl className={classes['facts']}>
          <Fact name="Written">{moment(message.createdAt)}</Fact>
          {turn !== null && (
            <>
              <Fact name="Decided">{moment(turn.decidedAt)}</Fact>
              <Fact name="Decided by">{decidedBy(turn)}</Fact>
            </>
          )}
          {settledAt !== null && <Fact name="Taken care of">{moment(settledAt)}</Fact>}
          {message.error !== null && <Fact name="Sending">{message.error.replaceAll('_', ' ')}</Fact>}
          {Object.entries(turn?.scores ?? {})
            .filter(([name]) => !BESIDE_ARTICLES.has(name))
            .map(([name, score]) => (
              <Fact key={name} name={scoreName(name)}>
                {Number.isInteger(score) ? score : score.toFixed(2)}
              </Fact>
            ))}
        </dl>
      </section>
      {why.events.length > 0 && (
        <section>
          <h3>What was recorded</h3>
          <ol className={classes['events']}>
            {why.events.toReversed().map((event) => (
              <li key={event.id}>
                <time dateTime={event.at}>{moment(event.at)}</time>
                <span className="foreign">{recordedInWords(event, nameOf)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {temporalUrl !== null && (
        <Anchor href={temporalUrl} target="_blank" rel="noreferrer" size="sm">
          Its workflow in Temporal UI <TbExternalLink size={14} aria-hidden />
        </Anchor>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="foreign">{children}</dd>
    </>
  );
}

/** How well articles fit stands beside each of them. */
const BESIDE_ARTICLES: ReadonlySet<string> = new Set(['retrieval', 'second']);

function decidedBy({ rule, model, kind, scores }: NonNullable<Why['turn']>): string {
  if (rule !== null) return `a fixed rule: ${ruleInWords(rule)}`;
  if (model !== null) return `the model ${model}`;
  return kind === 'reply' || Object.keys(scores).length > 0 ? 'the offline AI, without a model' : 'a fixed rule';
}
