import { Client, Connection } from '@temporalio/client';
import { createCustomers, customerIds } from '../customers';
import { startInstallation } from '../installation';
import type { Figure } from '../report';
import { conversationWorkflowId } from '../../workflows/contract';
import type { Section } from './section';

const MESSAGES = 20;

/** What a message leaves behind in Temporal and asks of Postgres, statuses and sweeps included. */
export const perMessage: Section = async ({ servers }) => {
  const baton = await startInstallation(servers, { workers: 1 });
  const connection = await Connection.connect({ address: servers.temporalAddress });
  const customers = createCustomers(baton);
  const [waId = ''] = customerIds(1);
  try {
    await customers.greet(waId);
    const { rows } = await baton.db.query<{ id: string }>('select id from conversation');
    const handle = new Client({ connection }).workflow.getHandle(conversationWorkflowId(rows[0]?.id ?? ''));
    const measured = async () => {
      const { raw } = await handle.describe();
      const info = raw.workflowExecutionInfo;
      const { rows: counts } = await baton.db.query<{ commits: number }>(
        'select xact_commit as commits from pg_stat_database where datname = current_database()',
      );
      return {
        'history events': Number(info?.historyLength ?? 0),
        'state transitions': Number(info?.stateTransitionCount ?? 0),
        'history bytes': Number(info?.historySizeBytes ?? 0),
        'database transactions, reads included': counts[0]?.commits ?? 0,
      };
    };
    const before = await measured();
    for (let sent = 0; sent < MESSAGES; sent++) await customers.greet(waId);
    const after = await measured();
    return Object.entries(after).map(([what, value]): Figure => ({
      section: 'per message',
      what,
      unit: what.endsWith('bytes') ? 'bytes' : 'count',
      value: (value - before[what as keyof typeof before]) / MESSAGES,
      baseline: null,
      goal: null,
    }));
  } finally {
    customers.close();
    await baton.stop();
    await connection.close();
  }
};
