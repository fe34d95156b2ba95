import { readConfig, type Role } from '../../config';
import { createLog } from '../../roles/logger';
import { startProduct, type Complete } from '../../roles/product';
import { made } from './made';

/** One role of the product as a process of its own, for tests that kill it. */
async function main(role: Role): Promise<void> {
  const product = await startProduct(
    { ...readConfig('production'), host: '127.0.0.1' } as Complete,
    role,
    createLog({ level: 'warn' }),
    made(),
  );
  await product.ready;
  process.stdout.write(`ready ${product.port ?? 0}\n`);
  process.on('SIGTERM', () => void product.stop().then(() => process.exit(0)));
}

void main(process.argv[2] as Role);
