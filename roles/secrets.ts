import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const Secrets = z.object({
  apiKey: z.string(),
  appSecret: z.string(),
  verifyToken: z.string(),
  accessToken: z.string(),
  resendKey: z.string(),
  resendWebhookSecret: z.string(),
});

export type DevSecrets = z.output<typeof Secrets>;

/** The sandbox's own secrets: made once, kept readable by their owner only, the same at every start. */
export async function keepSecrets(folder: string): Promise<DevSecrets> {
  const file = path.join(folder, 'secrets.json');
  const kept = await readFile(file, 'utf8').then(
    (json) => Secrets.safeParse(JSON.parse(json)),
    () => null,
  );
  if (kept?.success === true) return kept.data;
  const secret = (bytes = 24) => randomBytes(bytes).toString('base64url');
  const secrets: DevSecrets = {
    apiKey: `baton_${secret(32)}`,
    appSecret: secret(),
    verifyToken: secret(),
    accessToken: secret(),
    resendKey: `re_${secret()}`,
    resendWebhookSecret: `whsec_${randomBytes(24).toString('base64')}`,
  };
  await writeFile(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}
