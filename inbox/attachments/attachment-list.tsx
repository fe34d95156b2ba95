import { Button, CloseButton, Progress } from '@mantine/core';
import { TbFile, TbMovie, TbMusic } from 'react-icons/tb';
import { sizeInWords } from '../words/size-words';
import classes from './attachments.module.css';
import { kindOf, sentType } from './attachment-types';
import type { AttachmentDraft } from './attachment-drafts';

interface AttachmentListProps {
  conversationId: string;
  drafts: readonly AttachmentDraft[];
  onRetry: (key: string) => void;
  onRemove: (key: string) => void;
}

const ICONS = { image: TbFile, video: TbMovie, audio: TbMusic, document: TbFile };

/** What goes with the reply, and how far each file is. */
export function AttachmentList({ conversationId, drafts, onRetry, onRemove }: AttachmentListProps) {
  if (drafts.length === 0) return null;
  // What cannot be sent holds everything up: it comes first, where it is in sight on a phone, too.
  const shown = [
    ...drafts.filter(({ problem }) => problem !== null),
    ...drafts.filter(({ problem }) => problem === null),
  ];
  return (
    <ul className={classes['list']} aria-label="Attached files">
      {shown.map((draft) => {
        const { key, name, stored, progress, problem } = draft;
        const picture = pictureOf(conversationId, draft);
        const FileIcon = ICONS[kindOf(sentType({ name, type: stored?.mimeType ?? '' }) ?? '')];
        return (
          <li key={key} className={classes['file']} data-problem={problem === null ? undefined : true}>
            {picture === null ? (
              <FileIcon className={classes['icon']} size={28} aria-hidden />
            ) : (
              <img className={classes['picture']} src={picture} alt="" />
            )}
            <div className={classes['about']}>
              <span className="one-line">{name}</span>
              <span className={classes['state']} role="status">
                {problem?.words ?? (stored === null ? 'Uploading …' : sizeInWords(stored.size))}
              </span>
              {stored === null && problem === null && (
                <Progress size="xs" value={progress * 100} aria-label={`Uploading ${name}`} />
              )}
            </div>
            {problem !== null && !problem.isFinal && (
              <Button size="compact-xs" variant="default" onClick={() => onRetry(key)}>
                Try again
              </Button>
            )}
            <CloseButton aria-label={`Remove ${name}`} onClick={() => onRemove(key)} />
          </li>
        );
      })}
    </ul>
  );
}

function pictureOf(conversationId: string, { preview, stored, problem }: AttachmentDraft): string | null {
  if (problem?.isFinal === true) return null;
  if (preview !== null) return preview;
  return stored?.kind === 'image' ? `/api/conversations/${conversationId}/media/${stored.id}` : null;
}
