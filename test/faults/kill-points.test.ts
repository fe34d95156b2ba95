import { KILL_POINTS } from './kill-points';
import { testKillPoints } from './test-kill-points';

/** One of each kind; `npm run test:all` kills at every point there is. */
const TELLING: ReadonlySet<string> = new Set([
  'answer: api before signal customerMessage',
  'answer: worker after commit of the turn',
  'answer: worker before end of agentTurn',
  'handoff: worker after commit of the handoff',
  'reply: api after commit of the reply',
]);

testKillPoints(
  KILL_POINTS.filter(({ story, victim, moment, what }) => TELLING.has(`${story}: ${victim} ${moment} ${what}`)),
);
