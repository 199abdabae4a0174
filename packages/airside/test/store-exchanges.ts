/** Fills the store in a data directory (`$1`) with the exchanges on standard input, one JSON object a line that says what differs from a plain one. */
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { openExchangeStore } from '@airside/control';
import { exchangeSchema } from '@airside/domain';

const PLAIN = {
  id: '01',
  time: '2026-11-01T10:00:00.000Z',
  api: 'orders',
  operation: 'listOrders',
  method: 'GET',
  host: 'api.example.com',
  path: '/orders',
  template: '/orders',
  query: '',
  client: { address: '192.0.2.1', userAgent: null },
  principal: { kind: 'apiKey', subject: 'acme', consumer: 'acme', credential: 'first' },
  verdicts: [],
  problem: null,
  status: 200,
  upstream: { origin: 'http://127.0.0.1:3000', status: 200, durationMs: 1 },
  requestBytes: 0,
  responseBytes: 12,
  durationMs: 1.25,
};

const lines = (await text(process.stdin)).trim().split('\n');
const store = openExchangeStore(join(process.argv[2] ?? '.airside', 'exchanges.db'));
store.append(lines.filter((line) => line !== '').map((line) => exchangeSchema.parse({ ...PLAIN, ...(JSON.parse(line) as object) })));
store.close();
