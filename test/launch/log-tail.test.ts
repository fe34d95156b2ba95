import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { logTail } from '../../launch/log-tail';

function logOf(...lines: string[]): string {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'baton-log-')), 'server.log');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

const many = (word: string) => Array.from({ length: 30 }, (_, index) => `${word} ${index}`);

test('of a log the end is told', () => {
  expect(logTail(logOf(...many('line')))).toBe(many('line').slice(-8).join('\n'));
});

test('of a panic its reason is told, however long its stack: a port that is taken is known by it', () => {
  const reason = 'panic: failed assigning ephemeral port: listen tcp 127.0.0.1:40001: bind: address already in use';
  const told = logTail(logOf(...many('before'), reason, '', ...many('frame')));
  expect(told.split('\n')[0]).toBe(reason);
  expect(told).not.toContain('before');
});
