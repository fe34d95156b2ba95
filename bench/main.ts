import { writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { createProgress } from '../launch/progress';
import { isMet, ratioOf, table, type Figure } from './report';
import { growth } from './sections/growth';
import { handoff } from './sections/handoff';
import { inbox } from './sections/inbox';
import { messageToReply } from './sections/message-to-reply';
import { perMessage } from './sections/per-message';
import { scale } from './sections/scale';
import type { Section, Size } from './sections/section';
import { webhookAck } from './sections/webhook-ack';
import { startServers } from './servers';

const SECTIONS: Record<string, Section> = {
  reply: messageToReply,
  webhook: webhookAck,
  handoff,
  scale,
  message: perMessage,
  inbox,
  growth,
};

const WHOLE: Size = {
  light: 400,
  burst: 2_000,
  width: 32,
  webhooks: 5_120,
  newcomers: 2_000,
  handoffs: 60,
  conversations: 10_000,
  paints: 20,
  longest: 2_000,
};

/** Whether everything still runs, in half a minute; its figures mean nothing. */
const QUICK: Size = {
  light: 8,
  burst: 16,
  width: 4,
  webhooks: 128,
  newcomers: 32,
  handoffs: 2,
  conversations: 20,
  paints: 2,
  longest: 20,
};

const USAGE = `Usage: npm run bench [-- --only=${Object.keys(SECTIONS).join(',')}] [--json=FILE] [--quick]
`;

/** Measures, prints a table on stdout, and writes the same as JSON. Resolves with the exit code: a missed goal is no failure. */
export async function main(args: readonly string[]): Promise<number> {
  const options = read(args);
  if (options === null) {
    process.stderr.write(USAGE);
    return 64;
  }
  const progress = createProgress(process.stderr);
  const servers = await startServers(progress);
  const figures: Figure[] = [];
  try {
    for (const name of options.sections)
      figures.push(...((await SECTIONS[name]?.({ servers, size: options.size, progress })) ?? []));
  } finally {
    await servers.stop();
  }
  process.stdout.write(`${machine()}\n\n${table(figures)}\n`);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(asJson(figures), null, 2)}\n`);
  return 0;
}

function read(args: readonly string[]): { sections: string[]; json: string | undefined; size: Size } | null {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { only: { type: 'string' }, json: { type: 'string' }, quick: { type: 'boolean', default: false } },
    });
    const sections = values.only?.split(',') ?? Object.keys(SECTIONS);
    if (!sections.every((name) => name in SECTIONS)) return null;
    return { sections, json: values.json, size: values.quick ? QUICK : WHOLE };
  } catch {
    return null;
  }
}

function machine(): string {
  const [cpu] = os.cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.versions.node}, ${os.cpus().length} x ${cpu?.model ?? 'unknown processor'}, ${os.platform()}`;
}

function asJson(figures: readonly Figure[]): unknown {
  return {
    machine: machine(),
    figures: figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), met: isMet(figure) })),
  };
}
