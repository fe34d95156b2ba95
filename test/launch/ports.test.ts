import { createServer } from 'node:net';
import { once } from 'node:events';
import { onFreePort } from '../../launch/on-free-port';
import { pickPort } from '../../launch/ports';

test('the preferred port is given when it is free', async () => {
  const free = await pickPort(0);
  expect(await pickPort(free)).toBe(free);
});

test('a port that somebody listens on is never given', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : 0;

  const picked = await pickPort(taken);

  expect(picked).not.toBe(taken);
  expect(picked).toBeGreaterThan(0);
  server.close();
});

test('a port lost between the look and the start costs one more try, with another port', async () => {
  const tried: number[] = [];
  const result = await onFreePort(0, (port) => {
    tried.push(port);
    return tried.length === 1 ? Promise.reject(new Error('bind: Address already in use')) : Promise.resolve('started');
  });
  expect(result).toBe('started');
  expect(new Set(tried).size).toBe(2);
});

test('any other failure of a start is passed on at once', async () => {
  const start = jest.fn(() => Promise.reject(new Error('disk full')));
  await expect(onFreePort(0, start)).rejects.toThrow('disk full');
  expect(start).toHaveBeenCalledTimes(1);
});
