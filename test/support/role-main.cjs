// One role of the product as a process of its own, for tests that kill it: compiled, as production runs it, which also halves
// the time until it is up.

const path = require('node:path');
const { readConfig } = require('../../dist/config');
const { createLog } = require('../../dist/roles/logger');
const { startProduct } = require('../../dist/roles/product');

async function main(role) {
  const product = await startProduct(
    { ...readConfig('production'), host: '127.0.0.1' },
    role,
    createLog({ level: 'warn' }),
    {
      workflows: { workflowBundle: { codePath: process.env.BATON_TEST_BUNDLE } },
      inboxFolder: path.resolve(__dirname, '../../dist/inbox'),
    },
  );
  await product.ready;
  process.stdout.write(`ready ${product.port ?? 0}\n`);
  process.on('SIGTERM', () => void product.stop().then(() => process.exit(0)));
}

void main(process.argv[2]);
