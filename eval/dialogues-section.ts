import type { Article } from '../agent/contract';
import { createOfflineAgent } from '../agent/offline-agent';
import { offersPerson } from '../domain/language/offer-scorer';
import { createArticleIndex } from '../agent/retrieval/article-index';
import { after, ask, newCourse } from './ask-offline';
import { readDialogues, type Dialogue, type DialogueSet } from './dialogue-set';
import { floors } from './floor';
import { createScriptedAgents } from './scripted-agent';
import { isNonAnswer } from './scripted-turn';
import type { Row, Section, Sources } from './section';
import { shareOf } from './wilson';

/** How a dialogue went against how it should have gone. */
type Ending = 'exact' | 'early' | 'missed' | 'false' | 'kept';

type AgentFor = ReturnType<typeof createScriptedAgents>;

interface Played {
  dialogue: Dialogue;
  set: string;
  ending: Ending;
}

/** Of 56 dialogues that need a person, how many may go without one. */
const MISSED = { floor: 2 / 56, goal: 0 };

/**
 * Whole conversations, played against the rules, the guardrails and the offline agent exactly as a turn runs them. The AI's
 * lines stand as written: what the agent would have said is judged only by whether it hands off, and where.
 */
export async function dialoguesSection(sources: Sources): Promise<Section[]> {
  const { sets, problems } = readDialogues(sources);
  const played: Played[] = [];
  for (const set of sets) played.push(...(await playAll(set)));
  if (played.length === 0) return [];
  const reported = played.filter(({ dialogue }) => dialogue.role === 'reported');
  const needed = reported.filter(({ dialogue }) => dialogue.handoffAt !== null);
  const calm = reported.filter(({ dialogue }) => dialogue.handoffAt === null);
  const missed = shareOf(countOf(needed, 'missed'), needed.length).value;
  const falsely = shareOf(countOf(calm, 'false'), calm.length).value;
  return [
    {
      name: 'dialogues',
      rows: sets.flatMap(({ name }) =>
        (['tuned', 'reported'] as const).flatMap((role) =>
          rowOf(
            name,
            role,
            played.filter((one) => one.set === name && one.dialogue.role === role),
          ),
        ),
      ),
      floors: floors([
        {
          name: 'dialogues that need a person and get none',
          kind: 'max',
          ...MISSED,
          measured: missed,
          n: needed.length,
        },
        {
          name: 'dialogues handed off without need',
          kind: 'max',
          floor: 0.04,
          goal: 0.02,
          measured: falsely,
          n: calm.length,
        },
      ]),
      notes: [...wrongly(played), ...problems.map((problem) => `Skipped ${problem}`)],
    },
  ];
}

async function playAll({ name, articles, dialogues }: DialogueSet): Promise<Played[]> {
  const agentFor = articles === null ? createScriptedAgents(dialogues) : offlineAgents(articles);
  const played: Played[] = [];
  for (const dialogue of dialogues) {
    const handedOffAt = await play(agentFor, dialogue);
    played.push({ dialogue, set: name, ending: endingOf(dialogue.handoffAt, handedOffAt) });
  }
  return played;
}

function offlineAgents(articles: readonly Article[]): AgentFor {
  const index = createArticleIndex(articles);
  const agent = createOfflineAgent({ index: () => index });
  return () => agent;
}

/** The turn at which it is handed off; null when it never is. */
async function play(agentFor: AgentFor, { turns }: Dialogue): Promise<number | null> {
  let course = newCourse();
  for (const [at, turn] of turns.entries()) {
    if (turn.role === 'ai') continue;
    const answer = turns[at + 1];
    const said = answer?.role === 'ai' ? answer.text : undefined;
    const decided = await ask(agentFor(said), turn.text, course);
    if (decided.decision.kind === 'handoff') return at;
    course = after(course, turn.text, decided, said);
    if (said !== undefined)
      course = {
        ...course,
        handoffOffered: offersPerson(said),
        failedTurns: isNonAnswer(said) ? Math.max(1, course.failedTurns) : 0,
      };
  }
  return null;
}

function endingOf(expected: number | null, actual: number | null): Ending {
  if (expected === null) return actual === null ? 'kept' : 'false';
  if (actual === null || actual > expected) return 'missed';
  return actual < expected ? 'early' : 'exact';
}

const countOf = (played: readonly Played[], ending: Ending): number =>
  played.filter((one) => one.ending === ending).length;

function rowOf(name: string, role: Row['role'], played: readonly Played[]): Row[] {
  if (played.length === 0) return [];
  const needed = played.filter(({ dialogue }) => dialogue.handoffAt !== null).length;
  const count = (ending: Ending) => ({ value: countOf(played, ending), unit: 'count' as const });
  return [
    {
      name,
      role,
      n: played.length,
      figures: {
        'need a person': { value: needed, unit: 'count' },
        missed: count('missed'),
        early: count('early'),
        'exact turn': shareOf(countOf(played, 'exact'), needed),
        'need none': { value: played.length - needed, unit: 'count' },
        false: count('false'),
      },
    },
  ];
}

/** The dialogues that went wrong, by id; those of the reported part are only counted. */
function wrongly(played: readonly Played[]): string[] {
  return played
    .filter(({ dialogue, ending }) => dialogue.role === 'tuned' && ending !== 'exact' && ending !== 'kept')
    .map(({ dialogue, ending }) => `${ending}: ${dialogue.id}`);
}
