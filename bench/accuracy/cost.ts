import { type Engine, type ReadRequest, readRequest } from '@airside/seclang';

import { median } from '../harness/statistics.ts';
import type { Contender } from './contenders.ts';
import { inspect } from './judge.ts';

/** Processor time of one benign request through the rules, in µs: the median over the rounds. */
export interface Cost {
  readonly request: string;
  readonly contender: string;
  readonly processorUs: number;
}

const REQUESTS_PER_ROUND = 400;
const ROUNDS = 7;
const HEADERS =
  'Host: api.example\r\nAccept: application/json\r\nAuthorization: Bearer 0f1e2d3c4b5a69788796a5b4c3d2e1f0\r\nUser-Agent: client/1.0\r\n';

/** Measures all contenders in turns, so that what else the machine does hits each of them. The first round only warms up. */
export function measureCosts(contenders: readonly Contender[]): Cost[] {
  return Object.entries(benignRequests()).flatMap(([name, request]) => {
    const rounds = Array.from({ length: ROUNDS + 1 }, () => contenders.map(({ engine }) => round(engine, request))).slice(1);
    return contenders.map((contender, index) => ({
      request: name,
      contender: contender.name,
      processorUs: median(rounds.map((times) => times[index] ?? 0)),
    }));
  });
}

function round(engine: Engine, request: ReadRequest): number {
  const before = process.cpuUsage();
  for (let count = 0; count < REQUESTS_PER_ROUND; count++) inspect(engine, request);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / REQUESTS_PER_ROUND;
}

function benignRequests(): Record<string, ReadRequest> {
  const body = JSON.stringify({
    customer: { id: 4711, name: 'Ada Example', email: 'ada@example.com' },
    items: Array.from({ length: 16 }, (_, index) => ({
      sku: `SKU-${index}`,
      title: `An article, no. ${index}`,
      price: index + 0.99,
      n: 1,
    })),
  });
  return {
    'API GET': readRequest(`GET /v1/orders?limit=20&sort=-created&status=open&page=2 HTTP/1.1\r\n${HEADERS}\r\n`),
    [`JSON POST, ${body.length} bytes`]: readRequest(
      `POST /v1/orders HTTP/1.1\r\n${HEADERS}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    ),
  };
}
