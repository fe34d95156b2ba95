import { Fragment, type ReactNode } from 'react';
import { style } from './email-style';
import { withoutLinks } from './safe-text';
import { readMarks, type Mark, type MarkedText } from './whatsapp-marks';

/**
 * Text of a customer or of the AI as WhatsApp shows it: its marks are emphasis, its line breaks are kept, also in the text
 * version, and nothing in it is clickable.
 */
export function Lines({ text }: { text: string }) {
  return unlinked(readMarks(text)).map(({ text: stretch, marks }, index) => (
    <Fragment key={index}>{marks.reduceRight<ReactNode>(marked, broken(stretch))}</Fragment>
  ));
}

function broken(text: string): ReactNode {
  return text.split(/\r\n|\r|\n/).map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));
}

function marked(inside: ReactNode, mark: Mark): ReactNode {
  switch (mark) {
    case 'bold':
      return <strong>{inside}</strong>;
    case 'italic':
      return <em>{inside}</em>;
    case 'strike':
      return <s>{inside}</s>;
    case 'code':
      return <code style={style.code}>{inside}</code>;
  }
}

/** Breaks addresses over all stretches together: without its marks, `*evil*.example` is one again. */
function unlinked(stretches: readonly MarkedText[]): MarkedText[] {
  const whole = withoutLinks(stretches.map(({ text }) => text).join(''));
  let at = 0;
  return stretches.map(({ text, marks }) => {
    const from = at;
    // The joiners are all that `whole` has more.
    for (const unit of text.split('')) at = whole.indexOf(unit, at) + 1;
    return { text: whole.slice(from, at), marks };
  });
}
