import { storableText } from './storable-text';

/**
 * The JSON object in a model's answer, its texts made storable; null when there is none. Servers that do not enforce a schema
 * wrap it into a code fence or a sentence, therefore what stands between the outermost braces is read.
 */
export function readJson(text: string): unknown {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (from < 0 || to < from) return null;
  try {
    return JSON.parse(text.slice(from, to + 1), (_key, value: unknown) =>
      typeof value === 'string' ? storableText(value) : value,
    );
  } catch {
    return null;
  }
}
