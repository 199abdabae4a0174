import { alertLines, type Stage, type TestCase, type Transaction, writeRequest } from '@airside/seclang';

import { answerFaults } from '../../src/waf/ftw/judge-answer.ts';
import { send } from '../../src/waf/ftw/send.ts';
import type { GatewayUnderTest } from './gateway-under-test.ts';
import type { Instead } from './overrides.ts';

/** How a test came out that did not come out as it demands. */
export interface Deviation extends Instead {
  readonly name: string;
  /** Whether rules saw the request. */
  readonly isInspected: boolean;
  readonly faults: readonly string[];
}

const TIMEOUT_MS = 5000;

/**
 * Sends a test to the gateway, one stage after the other; yields the first that deviates. `inspected` holds the transactions of the gateway's
 * engine, the latest last.
 */
export async function runOverSocket(test: TestCase, gateway: GatewayUnderTest, inspected: Transaction[]): Promise<Deviation | undefined> {
  for (const stage of test.stages) {
    const deviation = await runStage(stage, gateway, inspected);
    if (deviation !== undefined) return { name: test.name, ...deviation };
  }
  return undefined;
}

async function runStage(
  { input, output }: Stage,
  gateway: GatewayUnderTest,
  inspected: Transaction[],
): Promise<Omit<Deviation, 'name'> | undefined> {
  inspected.length = 0;
  const destination = { host: '127.0.0.1', port: gateway.port, tls: false, insecure: false, timeoutMs: TIMEOUT_MS };
  const answer = await send(writeRequest(input), destination);
  const exchange = await gateway.exchangeOf(answer.status ?? 0, TIMEOUT_MS);
  const faults = answerFaults(output, answer, inspected.map(logOf).join('\n'));
  if (faults.length === 0) return undefined;
  return { faults, status: exchange.status, problem: exchange.problem, isInspected: inspected.length > 0 };
}

function logOf(transaction: Transaction): string {
  const logged = transaction.matchedRules.filter(({ log }) => log);
  return logged.flatMap((matched) => alertLines(transaction, matched)).join('\n');
}
