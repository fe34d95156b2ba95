import { detectLanguage } from '../domain/language/detect-language';
import { findExplicitRequest } from '../domain/language/explicit-request';
import { offersPerson } from '../domain/language/offer-scorer';
import { didNotHelp } from '../agent/no-help';
import { confusionFigures, confusionOf, type Confusion } from './confusion';
import { floors, type Promised } from './floor';
import { isAfterOffer, type FollowUp } from './follow-ups';
import type { Case } from './read-cases';
import type { Row, Section } from './section';

/**
 * How well an exchange is read: whether the AI's line offers a person, whether the customer accepts, and whether they say that an
 * answer did not help. None of these lines was looked at while rules and weights were made.
 */
export function followUpsSection(followUps: readonly FollowUp[], lines: readonly Case[]): Section {
  const replies = followUps.filter(isAfterOffer);
  const answers = followUps.filter((one) => !isAfterOffer(one));
  return {
    name: 'offers, and what customers write back',
    rows: [
      ...rowsOf('a person is offered', lines, isOffer),
      ...rowsOf('after an offer: accepted', replies, accepts),
      ...rowsOf('after an answer: no help', answers, isNoHelp),
    ],
    floors: floors([
      ...promised('person offered', confusionOf(lines, isOffer), { precision: 0.88, recall: 0.65 }),
      ...promised('offer accepted', confusionOf(replies, accepts), { precision: 0.88, recall: 0.75 }),
      ...promised('answer of no help', confusionOf(answers, isNoHelp), { precision: 0.9, recall: 0.6 }),
    ]),
    notes: [],
  };
}

const isOffer = ({ text }: Case): boolean => offersPerson(text);

const accepts = ({ text }: Case): boolean =>
  findExplicitRequest(text, { conversationLanguage: detectLanguage(text), handoffOffered: true }) !== null;

const isNoHelp = ({ text, lang }: Case): boolean =>
  didNotHelp({
    business: { name: 'the shop' },
    messages: [{ text, kind: 'text' }],
    history: [
      { role: 'customer', text: '-' },
      { role: 'ai', text: '-' },
    ],
    failedTurns: 0,
    handoffOffered: false,
    servedArticleIds: [],
    language: lang,
  });

function rowsOf(name: string, cases: readonly Case[], fires: (one: Case) => boolean): Row[] {
  const languages = [...new Set(cases.map(({ lang }) => lang ?? 'unknown'))].sort();
  const groups = [
    { name, cases },
    ...languages.map((lang) => ({ name: `${name}, ${lang}`, cases: cases.filter((one) => one.lang === lang) })),
  ];
  return groups.map((group) => ({
    name: group.name,
    role: 'reported',
    n: group.cases.length,
    figures: confusionFigures(confusionOf(group.cases, fires)),
  }));
}

function promised(
  name: string,
  { found, missed, falsely }: Confusion,
  floor: { precision: number; recall: number },
): Promised[] {
  const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
  return [
    {
      name: `${name}: precision`,
      kind: 'min',
      floor: floor.precision,
      goal: 0.95,
      measured: share(found, found + falsely),
      n: found + falsely,
    },
    {
      name: `${name}: recall`,
      kind: 'min',
      floor: floor.recall,
      goal: 0.9,
      measured: share(found, found + missed),
      n: found + missed,
    },
  ];
}
