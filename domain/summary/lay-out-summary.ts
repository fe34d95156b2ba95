import { toLanguage } from '../language/languages';
import words from './summary-words.json';

export type Mood = 'calm' | 'annoyed' | 'angry';

/** What a teammate needs to know before they answer. Each part is a line or less; null when there is nothing to say. */
export interface SummaryParts {
  wants: string | null;
  tried: string | null;
  known: string | null;
  mood: Mood;
  /** The customer's language (ISO 639-1), or null. */
  language: string | null;
  before: string | null;
}

/** A line for each part, under its name in the reader's language; English for null and for any other language. */
export function layOutSummary(parts: SummaryParts, reader: string | null): string {
  const readerLanguage = toLanguage(reader) ?? 'en';
  const say = words[readerLanguage];
  const language = nameOf(parts.language, readerLanguage);
  const lines = [
    [say.wants, parts.wants],
    [say.tried, parts.tried ?? say.nothing],
    [say.known, parts.known],
    [say.mood, language === null ? say[parts.mood] : `${say[parts.mood]} · ${say.language}: ${language}`],
    [say.before, parts.before],
  ];
  return lines.flatMap(([name, text]) => (text == null ? [] : [`${name ?? ''}: ${text}`])).join('\n');
}

/** What a kind of file is called in the reader's language; null for what is no file. */
export function fileWord(kind: string, reader: string | null): string | null {
  const say: Record<string, string> = words[toLanguage(reader) ?? 'en'];
  return FILES.has(kind) ? (say[kind] ?? null) : null;
}

const FILES: ReadonlySet<string> = new Set(['image', 'audio', 'video', 'document']);

function nameOf(language: string | null, reader: string): string | null {
  if (language === null) return null;
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(language) ?? null;
  } catch {
    return null; // no language tag: a model's, or of an older release
  }
}
