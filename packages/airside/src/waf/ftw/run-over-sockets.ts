import { type TestCase, writeRequest } from '@airside/seclang';

import { note, paint } from '../../terminal.ts';
import { answerFaults } from './judge-answer.ts';
import { isSkipped, type Outcome } from './outcome.ts';
import { type Destination, sendToServer } from './send.ts';
import { ServerLog } from './server-log.ts';

/** How tests are sent. */
export interface Sending {
  readonly destination: Destination;
  /** The file to which the server writes which rules matched. */
  readonly log: string | undefined;
  /** How many tests are under way at once; 1 with a log, which tells them apart by their order alone. */
  readonly concurrency: number;
}

const TELL_EVERY_MS = 5000;

/** Sends each request of tests to a server, byte by byte as the tests have it. Throws a CommandError where there is none, or no log. */
export async function runOverSockets(tests: readonly TestCase[], { destination, log, concurrency }: Sending): Promise<Outcome[]> {
  const serverLog = log === undefined ? undefined : new ServerLog(log, destination);
  await serverLog?.upToNow();
  const outcomes: Outcome[] = [];
  let next = 0;
  let done = 0;
  const startedAt = performance.now();
  let toldAt = startedAt;

  const runSome = async (): Promise<void> => {
    for (let index = next++; index < tests.length; index = next++) {
      const test = tests[index];
      if (test === undefined) return;
      outcomes[index] = { name: test.name, faults: isSkipped(test) ? undefined : await faultsOf(test, destination, serverLog) };
      done++;
      if (performance.now() - toldAt < TELL_EVERY_MS) continue;
      toldAt = performance.now();
      note(paint('dim', `${done} of ${tests.length} tests in ${Math.round((toldAt - startedAt) / 1000)} s`, process.stderr));
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, runSome));
  } finally {
    // Where one gives up, the others send nothing more.
    next = tests.length;
  }
  return outcomes;
}

async function faultsOf({ stages }: TestCase, destination: Destination, log: ServerLog | undefined): Promise<string[]> {
  const faults: string[] = [];
  for (const { input, output } of stages) {
    const answer = await sendToServer(writeRequest(input), destination);
    const logged = await log?.upToNow();
    try {
      faults.push(...answerFaults(output, answer, logged));
    } catch (error) {
      faults.push(`the test cannot be judged: ${(error as Error).message}`);
    }
  }
  return faults;
}
