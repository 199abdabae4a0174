import { alertLines } from '../inspect/alert.ts';
import type { Engine } from '../inspect/engine.ts';
import type { Transaction, TransactionOptions } from '../inspect/transaction.ts';
import { albedo } from './albedo.ts';
import { demandsMore, logFaults } from './log-faults.ts';
import { readRequest } from './read-request.ts';
import type { Stage, StageInput } from './test-case.ts';
import { writeRequest } from './write-request.ts';

/** Sends one request through the engine. Yields what is wrong with the outcome; nothing when it is as the test demands. */
export function runStage(engine: Engine, { input, output }: Stage): string[] {
  const request = readRequest(writeRequest(input));
  if (output.expectError && request.refusals.length > 0) return [];
  const transaction = transactionOf(engine, input);
  const logged = transaction.matchedRules.filter((matched) => matched.log);
  const log = logged.flatMap((matched) => alertLines(transaction, matched)).join('\n');
  const status = request.refusals.length > 0 ? 400 : (transaction.interruption?.status ?? transaction.state.response?.status ?? 0);
  return [
    ...(output.status.length > 0 && !output.status.includes(status) ? [`status ${status} instead of ${output.status.join(' or ')}`] : []),
    ...(output.expectError && !demandsMore(output) ? ['the request was not refused'] : []),
    ...logFaults(output, log),
  ];
}

/** The transaction of one request, taken through all phases against the tests' back end. */
export function transactionOf(engine: Engine, input: StageInput, options: TransactionOptions = {}): Transaction {
  const request = readRequest(writeRequest(input));
  const transaction = engine.transaction(options);
  transaction.connection({ clientAddress: '10.1.2.3', clientPort: 40_000, serverAddress: input.serverAddress, serverPort: input.port });
  transaction.requestLine(request.method, request.uri, request.protocol);
  for (const [name, value] of request.headers) transaction.requestHeader(name, value);
  transaction.requestHeaders();
  transaction.requestBody(request.body);
  const response = albedo(request);
  transaction.responseHeaders(response.status, 'HTTP/1.1', response.headers);
  transaction.responseBody(response.body);
  transaction.logging();
  return transaction;
}
