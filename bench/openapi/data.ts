import { ClassIndex, DATA_CLASSES, DataInventory, type Observation, reportOf } from '@airside/openapi';

import { median } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import type { Measurement, MeasurementOptions } from './measurement.ts';

const ROUNDS = 7;
const CALLS = 4000;

/** What finding personal data costs for each exchange with 2 KB of JSON both ways, beside parsing these bodies. */
export const data: Measurement = {
  name: 'data',
  about: 'personal and secret data found in exchanges with 2 KB of JSON both ways, beside JSON.parse of these bodies',
  run,
};

async function run({ quick, print }: MeasurementOptions): Promise<void> {
  const calls = quick ? 100 : CALLS;
  const bodies = { 'with data of persons': JSON.stringify(order(true)), 'without any': JSON.stringify(order(false)) };
  const rows = Object.entries(bodies).map(([name, body]) => {
    const observations = Array.from({ length: 100 }, (_, at) => observation(body, at));
    const inventory = new DataInventory(new ClassIndex(DATA_CLASSES));
    const airside: number[] = [];
    const bare: number[] = [];
    // The first round warms up and is left out.
    for (let round = 0; round <= (quick ? 1 : ROUNDS); round++) {
      airside.push(microsecondsEach(calls, (at) => inventory.add(observations[at % 100] as Observation)));
      bare.push(microsecondsEach(calls, () => [JSON.parse(body), JSON.parse(body)] as unknown[]));
    }
    const found = reportOf(inventory, 0.8).endpoints.flatMap(({ findings }) => findings).length;
    if (found > 0 !== (name === 'with data of persons')) throw new Error(`${found} findings ${name}`);
    const [own, parser] = [median(airside.slice(1)), median(bare.slice(1))];
    return [name, String(body.length), String(found), own.toFixed(1), parser.toFixed(1), (own / parser).toFixed(1)];
  });
  print(table([['bodies', 'characters each way', 'findings', 'CPU µs each', 'JSON.parse µs', '÷ JSON.parse'], ...rows]));
}

function microsecondsEach(calls: number, work: (at: number) => unknown): number {
  const before = process.cpuUsage();
  for (let at = 0; at < calls; at++) work(at);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

function order(withData: boolean): object {
  const items = Array.from({ length: 20 }, (_, at) => ({
    sku: `SKU-${at}0012`,
    title: 'Shirt',
    quantity: 2,
    price: 19.99,
    note: 'ring twice at the door',
  }));
  const person = {
    name: 'Anna Meier',
    email: 'anna@example.org',
    phone: '+49 151 12345678',
    iban: 'DE89370400440532013000',
    dateOfBirth: '1985-04-02',
  };
  return {
    id: '8f14e45f-ceea-467f-9b5c-1d2c3b4a5e6f',
    createdAt: '2026-11-29T10:00:00Z',
    total: 399.8,
    ...(withData && { customer: person }),
    items,
  };
}

function observation(body: string, at: number): Observation {
  const message = { headers: [['content-type', 'application/json']] as const, body, bytes: body.length };
  const known = {
    timeMs: at,
    api: 'shop',
    host: 'api.example.com',
    method: 'POST',
    path: '/orders',
    template: '/orders',
    query: 'limit=10',
  };
  return {
    ...known,
    status: 200,
    isRefused: false,
    caller: `caller-${at % 20}`,
    credentials: undefined,
    request: message,
    response: message,
  };
}
