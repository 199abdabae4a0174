import { randomBytes } from 'node:crypto';

import { createBehaviorEngine, profileDocument } from '@airside/behavior';
import type { Exchange } from '@airside/domain';
import { policies } from '@airside/gateway';
import { buildDefinition, type DefinitionDocument } from '@airside/openapi';

import { median } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import type { Measurement, MeasurementOptions } from './measurement.ts';
import { perCallUs } from './per-call.ts';

const ROUNDS = 7;
const GOAL_US = 20;
const REQUESTS = 2000;
const CALLERS = 60;
const FIRST_MS = Date.UTC(2026, 0, 5);
const STATUSES = ['open', 'paid', 'shipped'];

/** What holding a request to a learned profile costs: the policy itself, with everything it does on one request but what the limiter does. */
export const profile: Measurement = {
  name: 'profile',
  about:
    'a request with 10 parameters and a body of 300 bytes held to a profile that the behaviour engine learned, beside JSON.parse of the body',
  run,
};

async function run({ quick, print }: MeasurementOptions): Promise<void> {
  const judges = await learnedJudges();
  const body = Buffer.from(bodyOf(7));
  const honest = requestOf(queryOf(7), body);
  const beyond = requestOf(queryOf(7).replace('limit=', 'limit=99'), body);
  const unknown = requestOf(queryOf(7), Buffer.from(bodyOf(7).replace('"note"', '"admin"')));
  const contests = [
    { name: 'a request like the others', expected: true, call: () => judges(honest) },
    { name: 'a parameter beyond its range', expected: false, call: () => judges(beyond) },
    { name: 'a field that nobody sends', expected: false, call: () => judges(unknown) },
    { name: 'JSON.parse of the body alone', expected: true, call: () => JSON.parse(body.toString()) !== null },
  ];
  for (const { name, expected, call } of contests) if (call() !== expected) throw new Error(`${name}: the wrong verdict`);
  const measured = contests.map((contest) => ({ contest, us: [] as number[] }));
  // The first round only warms up.
  for (let round = 0; round <= (quick ? 1 : ROUNDS); round++) {
    for (const { contest, us } of measured) {
      const one = perCallUs(contest.call, quick);
      if (round > 0) us.push(one);
    }
  }
  const parse = median(measured.at(-1)?.us ?? []);
  print(
    table([
      ['', 'bytes', 'µs', '÷ JSON.parse', `under ${GOAL_US} µs`],
      ...measured.map(({ contest: { name }, us }) => {
        const one = median(us);
        return [name, String(body.length), one.toFixed(2), (one / parse).toFixed(1), one < GOAL_US ? 'yes' : 'no'];
      }),
    ]),
  );
}

type Context = Parameters<typeof policies.profile.compile>[1];
type Request = Parameters<NonNullable<NonNullable<ReturnType<ReturnType<typeof policies.profile.compile>>>['head']>>[0];

/** Whether a request passes, by the policy that was compiled from what was learned. */
async function learnedJudges(): Promise<(request: Request) => boolean> {
  const engine = createBehaviorEngine({ key: randomBytes(32) });
  engine.observe(Array.from({ length: REQUESTS }, (_, index) => exchangeOf(index)));
  const document = profileDocument('orders', engine.profiles(), { leastRequests: 100, factor: 2 });
  const operations = Object.values(document['paths'] as Readonly<Record<string, { post?: Record<string, unknown> }>>);
  for (const { post } of operations) delete post?.['x-airside-limits'];
  const definition = buildDefinition(document as DefinitionDocument);
  const options = policies.profile.options.parse({ mode: 'enforce' });
  const context = {
    apiId: 'orders',
    api: { path: '/' },
    definition,
    profile: definition,
    problem: () => undefined,
    warning: () => undefined,
  };
  const judges = policies.profile.compile(options, context as unknown as Context)(definition.operations[0]);
  if (judges?.head === undefined || judges.body === undefined) throw new Error('nothing was learned');
  const { head, body } = judges;
  return (request) => head(request) === undefined && body.wanted(request) && body.judge(request) === undefined;
}

function requestOf(query: string, body: Uint8Array): Request {
  return {
    method: 'POST',
    path: '/search',
    query,
    parameters: {},
    body,
    declaredBodyBytes: body.length,
    header: (name: string) => (name === 'content-type' ? 'application/json' : undefined),
  } as unknown as Request;
}

function exchangeOf(index: number): Exchange {
  const body = bodyOf(index);
  return {
    id: `bench-${index}`,
    time: new Date(FIRST_MS + index * 20_000).toISOString(),
    api: 'orders',
    operation: null,
    method: 'POST',
    host: 'api.example.com',
    path: '/search',
    template: '/search',
    query: queryOf(index),
    client: { address: `192.0.2.${index % CALLERS}`, userAgent: null },
    principal: { kind: 'jwt', subject: `user-${index % CALLERS}`, consumer: null, credential: null },
    verdicts: [],
    problem: null,
    request: { headers: [['content-type', 'application/json']], body },
    status: 200,
    upstream: null,
    requestBytes: body.length,
    responseBytes: 100,
    durationMs: 5,
  };
}

/** Ten parameters. */
function queryOf(index: number): string {
  const uuid = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  return (
    `limit=${1 + (index % 50)}&offset=${index % 1000}&status=${STATUSES[index % 3] ?? ''}&customer=${uuid}&from=2026-01-${String(10 + (index % 18))}` +
    `&to=2026-02-${String(10 + (index % 18))}&sort=created&desc=${String(index % 2 === 0)}&q=part-${index % 97}&price=${index % 90}.5`
  );
}

/** Some 300 bytes. */
function bodyOf(index: number): string {
  return JSON.stringify({
    reference: `REF-${String(100_000 + index)}`,
    currency: 'EUR',
    express: index % 2 === 0,
    note: 'left of the door, with the neighbours where nobody is in',
    items: [1, 2, 3].map((item) => ({
      sku: `SKU-${String(1000 + ((index * item) % 900))}`,
      quantity: 1 + (index % 9),
      price: (index % 80) + 0.5,
    })),
    address: { street: 'Hauptstrasse 1', city: 'Wien', country: 'AT' },
  });
}
