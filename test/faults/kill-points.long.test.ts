import { KILL_POINTS } from './kill-points';
import { testKillPoints } from './test-kill-points';

testKillPoints(KILL_POINTS);
