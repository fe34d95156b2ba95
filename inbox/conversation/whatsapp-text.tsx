import type { ReactNode } from 'react';
import { MARKS } from '../words/whatsapp-marks';

/** WhatsApp's marks as emphasis, and web addresses as links; everything else is shown as it was written. */
export function WhatsAppText({ text }: { text: string }) {
  return (
    <div className="foreign" dir="auto" data-testid="message-text">
      {emphasise(text)}
    </div>
  );
}

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
