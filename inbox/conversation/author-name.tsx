import { TbDeviceMobile, TbSparkles, TbUser } from 'react-icons/tb';
import type { Message } from '../../api/contract/message';
import classes from './author-name.module.css';

interface AuthorNameProps {
  author: Message['author'];
  purpose: Message['purpose'];
  nameOf: (teammateId: string | null) => string;
}

/** Whose words follow. The customer's name heads the page, so theirs need only be read aloud. */
export function AuthorName({ author, purpose, nameOf }: AuthorNameProps) {
  switch (author.kind) {
    case 'customer':
      return <span className="unseen">Customer</span>;
    case 'ai':
      return (
        <span className={classes['name']} data-author="ai">
          <TbSparkles size={13} aria-hidden /> {purpose === 'reassurance' ? 'Baton, for the handoff' : 'AI'}
        </span>
      );
    case 'teammate':
      return (
        <span className={classes['name']} data-author="teammate">
          <TbUser size={13} aria-hidden /> {nameOf(author.teammateId)}
        </span>
      );
    case 'business_phone':
      return (
        <span className={classes['name']} data-author="business_phone">
          <TbDeviceMobile size={13} aria-hidden /> A colleague on the business phone
        </span>
      );
  }
}
