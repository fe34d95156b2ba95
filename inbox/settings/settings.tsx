import type { ReactNode } from 'react';
import { Link, Redirect } from 'wouter';
import type { Me } from '../../api/contract/sign-in';
import { SavedRepliesPart } from '../saved-replies/saved-replies-part';
import { ApiKeysPart } from './api-keys-part';
import { ArticlesPart } from './articles-part';
import { HandoffsPart } from './handoffs-part';
import { PART_WORDS, PARTS, type Part } from './parts';
import classes from './settings.module.css';
import { TeamPart } from './team-part';
import { YouPart } from './you-part';

/** What the team decides for itself, one part at a time. */
export function Settings({ me, part }: { me: Me; part: string | undefined }) {
  const open = PARTS.find((name) => name === part);
  if (open === undefined) return <Redirect to="/settings/handoffs" replace />;
  return (
    <main className={classes['page']}>
      <nav className={classes['nav']} aria-label="Settings">
        {PARTS.map((name) => {
          const { PartIcon, name: words } = PART_WORDS[name];
          return (
            <Link
              key={name}
              href={`/settings/${name}`}
              className={classes['item']}
              aria-current={name === open ? 'page' : undefined}
            >
              <PartIcon size={18} strokeWidth={1.7} aria-hidden />
              <span>{words}</span>
            </Link>
          );
        })}
      </nav>
      <div key={open} className={classes['part']}>
        {partOf(open, me)}
      </div>
    </main>
  );
}

function partOf(part: Part, me: Me): ReactNode {
  switch (part) {
    case 'handoffs':
      return <HandoffsPart me={me} />;
    case 'team':
      return <TeamPart me={me} />;
    case 'you':
      return <YouPart me={me} />;
    case 'api-keys':
      return <ApiKeysPart me={me} />;
    case 'articles':
      return <ArticlesPart me={me} />;
    case 'saved-replies':
      return <SavedRepliesPart me={me} />;
  }
}
