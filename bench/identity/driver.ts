/**
 * Measures cases in a process of its own, and prepares only those that it is asked about. Questions: `cost ID MILLISECONDS`, answered with microseconds of processor time for each call;
 * where the case is held against another one, batches of both take turns, and the cost of a call of the other follows.
 */
import { createInterface } from 'node:readline';

import type { BenchCase, Work } from './cases/case.ts';
import { benchCases } from './cases/index.ts';
import { Stopwatch } from './stopwatch.ts';

const works = new Map<string, Work>();
process.stdout.write('ready \n');

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, id = '', milliseconds] = line.split(' ');
  if (verb !== 'cost') throw new RangeError(`expected a question about cost, found ${line}`);
  const { goal } = caseOf(id);
  const watches = [new Stopwatch(await workOf(id))];
  if (goal !== undefined && 'of' in goal) watches.push(new Stopwatch(await workOf(goal.of)));
  while (watches.some(({ spentUs }) => spentUs < Number(milliseconds) * 1000)) for (const watch of watches) await watch.run();
  process.stdout.write(`${watches.map(({ spentUs, calls }) => spentUs / calls).join(' ')}\n`);
}

function caseOf(id: string): BenchCase {
  const found = benchCases.find((candidate) => candidate.id === id);
  if (found === undefined) throw new RangeError(`expected the id of a case, found ${id}`);
  return found;
}

async function workOf(id: string): Promise<Work> {
  const work = works.get(id) ?? (await caseOf(id).prepare());
  works.set(id, work);
  return work;
}
