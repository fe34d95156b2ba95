import { useState, type ReactNode } from 'react';
import type { Me } from '../../api/contract/sign-in';
import { ChooseMoment } from './choose-moment';
import { tomorrowAtNine } from './tomorrow-at-nine';

const HOUR_MS = 60 * 60 * 1_000;

interface Choice {
  words: string;
  choose: () => void;
}

interface ChoicesProps {
  me: Me;
  onChoose: (until: string) => void;
  /** Shows them: as buttons or in a menu. */
  children: (choices: readonly Choice[]) => ReactNode;
}

/** For when an answer can be promised, one tap each; any other moment in a dialog. */
export function Choices({ me, onChoose, children }: ChoicesProps) {
  const [isAsking, setIsAsking] = useState(false);
  const choices: Choice[] = [
    { words: 'In 1 h', choose: () => onChoose(inAnHour()) },
    { words: 'Tomorrow 9:00', choose: () => onChoose(tomorrowAtNine(new Date(), me.timeZone).toISOString()) },
    { words: 'Other time …', choose: () => setIsAsking(true) },
  ];
  return (
    <>
      {children(choices)}
      {isAsking && (
        <ChooseMoment
          onChoose={(until) => {
            setIsAsking(false);
            onChoose(until);
          }}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

function inAnHour(): string {
  return new Date(Date.now() + HOUR_MS).toISOString();
}
