import { randomUUID } from 'node:crypto';
import { msToTs } from '@temporalio/common/lib/time';
import { NativeConnection } from '@temporalio/worker';
import { SEARCH_ATTRIBUTES } from '../../workflows/contract';
import { keepSearchAttributes, registerSearchAttributes } from '../../workers/search-attributes';
import { environment } from '../support/environment';
import { eventually } from '../support/eventually';
import { startTcpProxy } from '../support/tcp-proxy';

let direct: NativeConnection;
let namespace: string;
beforeAll(async () => {
  direct = await NativeConnection.connect({ address: environment('TEMPORAL') });
});
beforeEach(async () => {
  namespace = `fresh-${randomUUID()}`;
  await direct.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs(86_400_000),
  });
  await eventually(() => direct.workflowService.describeNamespace({ namespace }));
});
afterAll(() => direct.close());

async function registered(): Promise<string[]> {
  const { customAttributes } = await direct.operatorService.listSearchAttributes({ namespace });
  return Object.keys(customAttributes).sort();
}

test('five workers that start at once on a new namespace register the attributes together', async () => {
  await Promise.all(Array.from({ length: 5 }, () => registerSearchAttributes(direct, namespace)));
  expect(await registered()).toEqual(expect.arrayContaining(Object.values(SEARCH_ATTRIBUTES)));
});

test('a network that breaks while a worker starts delays it, and does not end it', async () => {
  const network = await startTcpProxy(environment('TEMPORAL'));
  const connection = await NativeConnection.connect({ address: network.address });
  try {
    network.cut();
    const registering = registerSearchAttributes(connection, namespace);
    setTimeout(() => network.restore(), 500);
    await registering;
    expect(await registered()).toEqual(expect.arrayContaining(Object.values(SEARCH_ATTRIBUTES)));
  } finally {
    await connection.close();
    await network.stop();
  }
});

test('I5: a running worker registers the attributes again when Temporal has lost its database', async () => {
  await registerSearchAttributes(direct, namespace);
  const stop = keepSearchAttributes(direct, namespace, 50);
  try {
    await direct.operatorService.removeSearchAttributes({
      namespace,
      searchAttributes: Object.values(SEARCH_ATTRIBUTES),
    });
    await eventually(async () => {
      expect(await registered()).toEqual(expect.arrayContaining(Object.values(SEARCH_ATTRIBUTES)));
    });
  } finally {
    stop();
  }
});
