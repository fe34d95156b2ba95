import { expectDecided } from './expect-decided';

const INPUTS = 100_000;

test(
  'no burst of 100,000 makes the decision throw, hang or stay silent',
  async () => {
    await expectDecided(INPUTS);
  },
  20 * 60_000,
);
