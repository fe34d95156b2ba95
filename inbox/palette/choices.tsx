import type { PaletteCommand } from './commands';
import classes from './palette.module.css';

interface ChoicesProps {
  choices: readonly PaletteCommand[];
  chosen: number;
  listId: string;
  onChoose: (command: PaletteCommand) => void;
}

/** What may be chosen, by its groups. */
export function Choices({ choices, chosen, listId, onChoose }: ChoicesProps) {
  const groups = [...new Set(choices.map(({ group }) => group))];
  return groups.map((group) => (
    <div key={group} role="group" aria-label={group}>
      <div className={classes['group']} aria-hidden>
        {group}
      </div>
      {choices.map(
        (command, index) =>
          command.group === group && (
            <div
              key={command.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === chosen}
              className={classes['choice']}
              onClick={() => onChoose(command)}
            >
              <span className="one-line">{command.words}</span>
              {command.hint !== undefined && (
                <span className={`${classes['hint'] ?? ''} one-line`}>{command.hint}</span>
              )}
            </div>
          ),
      )}
    </div>
  ));
}
