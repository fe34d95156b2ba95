import { createProgress } from '../../launch/progress';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  return { stream: { isTTY, columns: 40, write: (text: string) => written.push(text) }, written };
}

test('in a log a step is one line with its duration and its detail', async () => {
  const { stream, written } = recorder(false);
  const result = await createProgress(stream).step('database', (detail) => {
    detail('127.0.0.1:5433');
    return Promise.resolve(7);
  });
  expect(result).toBe(7);
  expect(written).toHaveLength(1);
  expect(written[0]).toMatch(/^✓ database {5}\d+\.\d s {2}127\.0\.0\.1:5433\n$/);
});

test('a failed step is marked, and its error is passed on', async () => {
  const { stream, written } = recorder(false);
  await expect(createProgress(stream).step('database', () => Promise.reject(new Error('disk full')))).rejects.toThrow(
    'disk full',
  );
  expect(written.join('')).toMatch(/^✗ database/);
});

test('on a terminal the live line names every running step and never wraps', async () => {
  const { stream, written } = recorder(true);
  const progress = createProgress(stream);
  await Promise.all(
    ['database', 'Temporal', 'a very long name of a third step'].map((name) =>
      progress.step(name, () => Promise.resolve()),
    ),
  );
  const live = written.filter((text) => text.includes('…')).map((text) => text.replace('\r\u001B[K', ''));
  expect(live.at(2)).toContain('database 0.0 s · Temporal 0.0 s');
  expect(Math.max(...live.map((text) => text.length))).toBeLessThan(40);
});
