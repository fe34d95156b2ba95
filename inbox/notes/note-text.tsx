import { useTeammates } from '../server/teammates';
import { piecesOf } from './mentions';
import classes from './note-bubble.module.css';

const LINK = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/u;

/** A note as it was written, with the teammates it names marked and web addresses as links. */
export function NoteText({ text }: { text: string }) {
  const { data: teammates = [] } = useTeammates();
  return (
    <div className="foreign" dir="auto" data-testid="note-text">
      {piecesOf(text, teammates).map((piece, index) =>
        piece.kind === 'mention' ? (
          <span key={index} className={classes['mention']}>
            {piece.text}
          </span>
        ) : (
          <Linked key={index} text={piece.text} />
        ),
      )}
    </div>
  );
}

function Linked({ text }: { text: string }) {
  return text.split(LINK).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    ) : (
      part
    ),
  );
}
