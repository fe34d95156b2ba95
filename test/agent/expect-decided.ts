import fc from 'fast-check';
import { decideBurst, type Burst } from '../../agent/decide-burst';
import demoArticles from '../../agent/demo-articles.json';
import { createOfflineAgent } from '../../agent/offline-agent';
import { createArticleIndex } from '../../agent/retrieval/article-index';
import { saysNo } from '../../agent/says-no';
import { HANDOFF_REASONS } from '../../domain/handoff-reason';
import { smallTalkOf } from '../../domain/language/small-talk';
import { bursts } from './decide-burst-inputs';
import { calm } from './turn';

const index = createArticleIndex(demoArticles);
const agent = createOfflineAgent({ index: () => index });

/** A burst that may be closed without a word: a machine's, or nothing but small talk and pictures. */
function needsNoAnswer({ messages }: Burst, detector: string | null): boolean {
  if (detector !== null) return ['automatic_reply', 'spam', 'sticker'].includes(detector);
  return messages.every(({ text, kind }) =>
    text.trim() === '' ? kind === 'sticker' : smallTalkOf(text) !== null || saysNo(text),
  );
}

/** What is wrong with how a burst was decided; null when the customer gets an answer, a person or a fitting closing. */
async function faultOf(burst: Burst): Promise<string | null> {
  const { decision, detector } = await decideBurst(agent, burst, calm);
  switch (decision.kind) {
    case 'reply':
      return decision.text.trim() === '' ? 'an empty reply' : null;
    case 'handoff':
      return HANDOFF_REASONS.includes(decision.reason) ? null : 'a handoff without a reason';
    case 'closing':
      return needsNoAnswer(burst, detector) ? null : 'silence';
  }
}

/** Decides `numRuns` generated bursts with the offline agent: none may make it throw, hang or stay silent. */
export async function expectDecided(numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(bursts, async (burst) => {
      expect(await faultOf(burst)).toBeNull();
    }),
    { numRuns },
  );
}
