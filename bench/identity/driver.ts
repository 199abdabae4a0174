/**
 * Measures the cases in a process of its own. Questions: `cost ID MILLISECONDS`, answered with microseconds of processor time for each call;
 * where the case is held against another one, batches of both take turns, and the cost of a call of the other follows.
 */
import { createInterface } from 'node:readline';

import type { Work } from './cases/case.ts';
import { benchCases } from './cases/index.ts';
import { Stopwatch } from './stopwatch.ts';

const works = new Map<string, Work>();
for (const { id, prepare } of benchCases) works.set(id, await prepare());
process.stdout.write('ready \n');

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, id = '', milliseconds] = line.split(' ');
  const measured = benchCases.find((candidate) => candidate.id === id);
  if (verb !== 'cost' || measured === undefined) throw new RangeError(`expected the id of a case, found ${line}`);
  const other = measured.goal !== undefined && 'of' in measured.goal ? [measured.goal.of] : [];
  const watches = [id, ...other].map((name) => new Stopwatch(workOf(name)));
  while (watches.some(({ spentUs }) => spentUs < Number(milliseconds) * 1000)) for (const watch of watches) await watch.run();
  process.stdout.write(`${watches.map(({ spentUs, calls }) => spentUs / calls).join(' ')}\n`);
}

function workOf(id: string): Work {
  const work = works.get(id);
  if (work === undefined) throw new RangeError(`expected the id of a case, found ${id}`);
  return work;
}
