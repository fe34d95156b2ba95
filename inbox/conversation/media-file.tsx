import { Anchor } from '@mantine/core';
import { TbFile } from 'react-icons/tb';
import type { Message } from '../../api/contract/message';
import { fileName } from '../words/file-name';
import { sizeInWords } from '../words/size-words';
import classes from './media-file.module.css';

type File = Message['media'][number];

/** A file of a message, from our own storage. A browser decides by its type whether it can show it. */
export function MediaFile({ conversationId, kind, file }: { conversationId: string; kind: string; file: File }) {
  const address = `/api/conversations/${conversationId}/media/${file.id}`;
  if (file.state === 'pending') return <em className={classes['note']}>Fetching the file from WhatsApp …</em>;
  if (file.state === 'failed')
    return <em className={classes['note']}>The file could not be fetched. Ask the customer to send it again.</em>;
  switch (kind) {
    case 'image':
    case 'sticker':
      return (
        <a className={classes['picture']} href={address} target="_blank" rel="noreferrer">
          <img
            className={kind === 'sticker' ? classes['sticker'] : classes['image']}
            src={address}
            alt={kind === 'sticker' ? 'Sticker' : 'Photo; opens in full'}
            loading="lazy"
          />
        </a>
      );
    case 'audio':
      return (
        <audio
          className={classes['audio']}
          controls
          preload="none"
          src={address}
          aria-label={file.voice ? 'Voice message' : file.filename === null ? 'Audio' : fileName(file.filename)}
        />
      );
    case 'video':
      return <video className={classes['image']} controls preload="metadata" src={address} aria-label="Video" />;
    default:
      return (
        <Anchor className={classes['document'] ?? ''} href={address} c="inherit">
          <TbFile size={20} aria-hidden /> <span className="foreign">{fileName(file.filename)}</span>
          {file.size !== null && <span className={classes['note']}>{sizeInWords(file.size)}</span>}
        </Anchor>
      );
  }
}
