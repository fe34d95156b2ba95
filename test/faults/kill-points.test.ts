import { KILL_POINTS } from './kill-points';
import { testKillPoints } from './test-kill-points';

/** One of each kind; `npm run test:all` kills at every point there is. */
const TELLING = [
  'answer: api before signal customerMessage',
  'answer: worker after commit of the turn and its claim',
  'answer: worker before end of agentTurn',
  'handoff: worker after commit of the handoff and its reassurance’s claim',
  'reply: api after commit of the reply',
];

testKillPoints(
  TELLING.map((telling) => {
    const point = KILL_POINTS.find(
      ({ story, victim, moment, what }) => `${story}: ${victim} ${moment} ${what}` === telling,
    );
    if (point === undefined) throw new Error(`no kill point is called "${telling}"`);
    return point;
  }),
);
