import type { AddressInfo } from 'node:net';
import express from 'express';
import { Pool } from 'pg';

/** The least a webhook can be that loses nothing: parse, one insert, 200. `webhook-main DATABASE_URL`. */
async function main(connectionString: string): Promise<void> {
  const db = new Pool({ connectionString, max: 20 });
  await db.query('create table inbound (id bigint generated always as identity primary key, body jsonb not null)');
  const app = express();
  app.post('/webhook', express.json({ limit: '4mb' }), (request, response) => {
    void db
      .query('insert into inbound (body) values ($1)', [JSON.stringify(request.body)])
      .then(() => response.sendStatus(200));
  });
  const server = app.listen(0, '127.0.0.1', () => {
    process.stdout.write(`ready on port ${(server.address() as AddressInfo).port}\n`);
  });
}

void main(process.argv[2] ?? '');
