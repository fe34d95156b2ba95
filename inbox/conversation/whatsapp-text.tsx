import type { ReactNode } from 'react';

/** WhatsApp's marks as emphasis, and web addresses as links; everything else is shown as it was written. */
export function WhatsAppText({ text }: { text: string }) {
  return (
    <div className="foreign" dir="auto" data-testid="message-text">
      {emphasise(text)}
    </div>
  );
}

// A mark opens at a word's start and closes at its end, on one line: "2*3*4" and "snake_case_name" stay as they are.
const MARKS =
  /(?<![\p{L}\p{N}])(?:\*(?<bold>\S|\S[^*\n]*\S)\*|_(?<italic>\S|\S[^_\n]*\S)_|~(?<struck>\S|\S[^~\n]*\S)~|```(?<code>[^`]+)```)(?![\p{L}\p{N}])|(?<link>https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/gu;

function emphasise(text: string): ReactNode[] {
  const shown: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(MARKS)) {
    shown.push(text.slice(from, match.index), element(match, match.index));
    from = match.index + match[0].length;
  }
  return [...shown, text.slice(from)];
}

function element({ 0: whole, groups = {} }: RegExpExecArray, key: number): ReactNode {
  const { bold, italic, struck, code, link } = groups;
  if (link !== undefined)
    return (
      <a key={key} href={link} target="_blank" rel="noopener noreferrer nofollow">
        {link}
      </a>
    );
  if (code !== undefined) return <code key={key}>{code}</code>;
  // Marks may stand in one another, never in themselves.
  if (bold !== undefined) return <strong key={key}>{emphasise(bold)}</strong>;
  if (italic !== undefined) return <em key={key}>{emphasise(italic)}</em>;
  if (struck !== undefined) return <s key={key}>{emphasise(struck)}</s>;
  return whole;
}
