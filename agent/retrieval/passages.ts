/** A piece of an article that can stand as an answer; `heading` is its section's title, or empty. */
export interface Passage {
  heading: string;
  text: string;
}

/** Longest passage in characters: about a phone screen. */
export const LONGEST_PASSAGE = 600;

const HEADING = /^#{1,6}\s+(.*)$/;

/**
 * Cuts Markdown into passages: one per section, or several when a section is longer than `LONGEST_PASSAGE`; then at
 * paragraphs, list items and, in a single long paragraph, sentences. Nothing of the text is dropped.
 */
export function passagesOf(content: string): Passage[] {
  const passages: Passage[] = [];
  let heading = '';
  let lines: string[] = [];
  const close = () => {
    for (const text of chunksOf(lines.join('\n').trim())) passages.push({ heading, text });
    lines = [];
  };
  for (const line of content.split(/\r?\n/)) {
    const title = HEADING.exec(line)?.[1];
    if (title === undefined) {
      lines.push(line);
      continue;
    }
    close();
    heading = title.replaceAll(/[*_#]/g, '').trim();
  }
  close();
  return passages;
}

function chunksOf(section: string): string[] {
  if (section === '') return [];
  if (section.length <= LONGEST_PASSAGE) return [section];
  const pieces = section
    .split(/(?<=\n)/)
    .flatMap((line) => (line.length <= LONGEST_PASSAGE ? [line] : line.split(/(?<=[.!?\u3002\u061F]\s)/)));
  const chunks: string[] = [];
  let chunk = '';
  for (const piece of pieces) {
    if (chunk !== '' && chunk.length + piece.length > LONGEST_PASSAGE) {
      chunks.push(chunk.trim());
      chunk = '';
    }
    chunk += piece;
  }
  chunks.push(chunk.trim());
  return chunks.filter((text) => text !== '');
}
