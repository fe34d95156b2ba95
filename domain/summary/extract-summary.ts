import { findExplicitRequest } from '../language/explicit-request';
import { smallTalkOf } from '../language/small-talk';
import { scoreUpset } from '../language/upset';
import { knownDetails } from './known-details';
import { fileWord, layOutSummary, type Mood } from './lay-out-summary';

/** What there is to summarise: everything since a teammate last resolved, oldest first. */
export interface SummaryFacts {
  customerName: string | null;
  /** The customer's language (ISO 639-1), or null. */
  language: string | null;
  said: { author: string; kind: string; text: string | null }[];
  /** Titles of the articles that the AI answered from. */
  served: string[];
  /** How the handoff before ended. */
  before: { teammate: string; outcome: string | null } | null;
}

/** Messages quoted, and characters of each: enough to answer, short enough to be read. */
const QUOTED = { messages: 3, characters: 220 };

/** A request for a person that says little else tells nothing of the problem. */
const BARE_REQUEST_CHARACTERS = 60;

/** Older anger has been answered. */
const MOOD_MESSAGES = 8;

/**
 * What a teammate needs to know, out of the customer's own words, without a model: quoted as written, under names in the
 * reader's language. `note` is what the AI says of its last try, in English. Pure and total.
 */
export function extractSummary(facts: SummaryFacts, reader: string | null, note: string | null = null): string {
  const customer = facts.said.filter(({ author }) => author === 'customer');
  const texts = customer.flatMap(({ text }) => (text === null || text.trim() === '' ? [] : [text.trim()]));
  const tried = [...facts.served.map(quoted), ...(note !== null && readsEnglish(reader) ? [note] : [])].join('; ');
  const known = [
    ...(facts.customerName === null ? [] : [facts.customerName]),
    ...knownDetails(texts),
    ...filesIn(customer, reader),
  ].join(', ');
  const { before } = facts;
  return layOutSummary(
    {
      wants: wantedIn(texts, facts.language).map(quoted).join(' · ') || null,
      tried: tried || null,
      known: known || null,
      mood: moodOf(texts.slice(-MOOD_MESSAGES), facts.language),
      language: facts.language,
      before: before && [before.teammate, ...(before.outcome === null ? [] : [quoted(before.outcome)])].join(': '),
    },
    reader,
  );
}

/** The last messages that say what it is about; when none does, the last one. */
function wantedIn(texts: readonly string[], language: string | null): string[] {
  const telling = texts.filter((text) => smallTalkOf(text) === null && !isBareRequest(text, language));
  const chosen = telling.length > 0 ? telling : texts.slice(-1);
  return [...new Set(chosen.map(cut))].slice(-QUOTED.messages);
}

function isBareRequest(text: string, conversationLanguage: string | null): boolean {
  if (text.length > BARE_REQUEST_CHARACTERS) return false;
  return findExplicitRequest(text, { conversationLanguage, handoffOffered: true }) !== null;
}

function moodOf(texts: readonly string[], conversationLanguage: string | null): Mood {
  const levels = new Set(texts.map((text) => scoreUpset(text, { conversationLanguage }).level));
  if (levels.has('strong')) return 'angry';
  return levels.has('medium') ? 'annoyed' : 'calm';
}

/** `2 × photo` */
function filesIn(messages: readonly { kind: string }[], reader: string | null): string[] {
  const counts = new Map<string, number>();
  for (const { kind } of messages) {
    const word = fileWord(kind, reader);
    if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].map(([word, count]) => (count === 1 ? word : `${count} × ${word}`));
}

function readsEnglish(reader: string | null): boolean {
  return reader === null || reader.startsWith('en');
}

function quoted(text: string): string {
  return `“${text}”`;
}

/** One line, and never half a character. */
function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  if (line.length <= QUOTED.characters) return line;
  return `${Array.from(line)
    .slice(0, QUOTED.characters - 1)
    .join('')}…`;
}
