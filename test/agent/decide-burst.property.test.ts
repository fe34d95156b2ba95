import { expectDecided } from './expect-decided';

test('no burst makes the decision throw or stay silent: a share of what `decide-burst.long.test.ts` generates', async () => {
  await expectDecided(1_000);
});
