import { Fragment } from 'react';
import { withoutLinks } from './safe-text';

/** Text of a customer or of the AI: its line breaks are kept, also in the text version, and nothing in it is clickable. */
export function Lines({ text }: { text: string }) {
  return withoutLinks(text)
    .split(/\r\n|\r|\n/)
    .map((line, index) => (
      <Fragment key={index}>
        {index > 0 && <br />}
        {line}
      </Fragment>
    ));
}
