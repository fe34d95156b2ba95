import { openHome, type Home } from '../../launch/home';
import { startTimeOf } from '../../launch/process-identity';

/** Prints one line for the test that runs this file. */
const say = (line: string) => process.stdout.write(`${line}\n`);
const stayAlive = () => setInterval(() => undefined, 60_000);

const scenarios: Record<string, (dir: string) => Promise<void>> = {
  async 'open-home'(dir) {
    try {
      await openHome(dir);
      say('opened');
    } catch {
      say('refused');
    }
    stayAlive(); // the lock lives as long as its process
  },

  async 'with-child'(dir) {
    const { child } = await startChild(dir);
    say(String(child.pid));
    stayAlive();
  },

  async 'close-on-interrupt'(dir) {
    const { home, child } = await startChild(dir);
    process.once('SIGINT', () => {
      say(startTimeOf(child.pid) === null ? 'child gone' : 'child runs');
      void home.close().then(() => process.exit());
    });
    say(String(child.pid));
    stayAlive();
  },

  async 'exit-without-close'(dir) {
    const { child } = await startChild(dir);
    say(String(child.pid));
    process.exit(1);
  },
};

async function startChild(dir: string) {
  const home: Home = await openHome(dir);
  const child = await home.children.spawn({
    name: 'sleeper',
    command: process.execPath,
    args: ['-e', 'setInterval(() => undefined, 60_000)', home.dir],
    dataDir: home.dir,
    port: 1,
    stopSignal: 'SIGTERM',
  });
  return { home, child };
}

const [scenario = '', dir = ''] = process.argv.slice(2);
void scenarios[scenario]?.(dir);
