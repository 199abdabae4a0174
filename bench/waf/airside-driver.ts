/** Replays requests through Airside's engine, as libmodsecurity.cc does through libmodsecurity, and with the same questions and answers. */
import { createInterface } from 'node:readline';

import { createEngine, loadRules } from '@airside/seclang';

import { inspect } from './inspect.ts';
import { wafRequests } from './requests.ts';

/** Inspections between two looks at the clock. */
const BATCH = 8;

const before = process.memoryUsage();
const startedAt = performance.now();
const engine = createEngine(loadRules([{ file: process.argv[2] ?? '' }]));
const loadMs = performance.now() - startedAt;
globalThis.gc?.();
const after = process.memoryUsage();
const loadBytes = after.heapUsed + after.external - before.heapUsed - before.external;
process.stdout.write(`ready ${JSON.stringify({ loadMs, loadBytes })}\n`);

for await (const line of createInterface({ input: process.stdin })) process.stdout.write(`${answer(line.split(' '))}\n`);

function answer([verb, index, amount]: readonly string[]): string {
  const request = wafRequests[Number(index)];
  if (request === undefined) throw new RangeError(`expected the number of a request, found ${index}`);
  if (verb === 'matched')
    return inspect(engine, request)
      .matchedRules.flatMap(({ id, log, auditLog }) => (log && auditLog ? [id] : []))
      .join(' ');
  if (verb === 'repeat') {
    const separator = request.uri.includes('?') ? '&' : '?';
    for (let done = 0; done < Number(amount); done++) inspect(engine, { ...request, uri: `${request.uri}${separator}n=${done}` });
    globalThis.gc?.();
    return String(process.memoryUsage().heapUsed);
  }
  const start = process.cpuUsage();
  let inspections = 0;
  let spentUs = 0;
  do {
    for (let done = 0; done < BATCH; done++) inspect(engine, request);
    inspections += BATCH;
    const { user, system } = process.cpuUsage(start);
    spentUs = user + system;
  } while (spentUs < Number(amount) * 1000);
  return `${inspections} ${spentUs * 1000}`;
}
