import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { temporaryFolder } from '../launch/temporary-folder';

export const ROOT = path.resolve(__dirname, '../..');

const Service = z.object({
  image: z.string(),
  command: z.array(z.string()).nullish(),
  restart: z.string(),
  read_only: z.boolean().optional(),
  environment: z.record(z.string(), z.string()),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
  ports: z.array(z.object({ host_ip: z.string(), target: z.number(), published: z.string() })).optional(),
  volumes: z
    .array(z.object({ type: z.string(), source: z.string(), target: z.string(), read_only: z.boolean().optional() }))
    .optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
});
const Project = z.object({ services: z.record(z.string(), Service) });

export type Service = z.output<typeof Service>;

/** `.env.example` as a person fills it in, by name. */
export function exampleEnvironment(): Record<string, string> {
  const lines = readFileSync(path.join(ROOT, '.env.example'), 'utf8').split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What a person has to find out or make up before the first start. */
export const FILLED_IN: Record<string, string> = {
  POSTGRES_PASSWORD: 'p0stgres',
  BATON_DB_PASSWORD: 'b4ton',
  TEMPORAL_DB_PASSWORD: 't3mporal',
  WHATSAPP_ACCESS_TOKEN: 'token',
  WHATSAPP_PHONE_NUMBER_ID: '7001',
  WHATSAPP_BUSINESS_ACCOUNT_ID: '9001',
  WHATSAPP_APP_SECRET: 'app-secret',
  WHATSAPP_VERIFY_TOKEN: 'verify',
  RESEND_API_KEY: 're_key',
};

/**
 * The services as the Compose project's own loader reads docker-compose.yml, with `env` as the .env beside it. It needs Go, or
 * Docker's own `docker compose`.
 * @throws with the loader's words when Compose would refuse it.
 */
export function loadProject(env: Record<string, string>): Record<string, Service> {
  const folder = temporaryFolder();
  const file = path.join(folder, 'docker-compose.yml');
  copyFileSync(path.join(ROOT, 'docker-compose.yml'), file);
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(path.join(folder, '.env'), lines.join(''));
  return Project.parse(JSON.parse(print(file))).services;
}

function print(file: string): string {
  try {
    return run('go', ['run', '-mod=readonly', '.', file], path.join(ROOT, 'tools', 'compose'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return run('docker', ['compose', '--file', file, 'config', '--format', 'json'], path.dirname(file));
  }
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
