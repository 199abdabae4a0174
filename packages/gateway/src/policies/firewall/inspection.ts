import type { Engine, Transaction } from '@airside/seclang';

import type { PolicyRequest } from '../../pipeline/policy.ts';
import { OPERATION_VARIABLE } from './exclusion-rules.ts';
import type { KnownValues } from './known-values.ts';

/** What a firewall has to know of the head of a request. */
export type InspectedHead = Pick<PolicyRequest, 'clientAddress' | 'method' | 'target' | 'protocol' | 'rawHeaders'>;

/**
 * A transaction of the engine with the head of a request in it: what is sent on, in its normal form. No rule has run yet. `known` is what
 * the definition says of values.
 */
export function beginInspection(engine: Engine, request: InspectedHead, operation: string, known: KnownValues = {}): Transaction {
  const transaction = engine.transaction({ ...known, tx: { [OPERATION_VARIABLE]: operation } });
  transaction.connection({ clientAddress: request.clientAddress, clientPort: 0, serverAddress: '', serverPort: 0 });
  transaction.requestLine(request.method, request.target, request.protocol);
  const { rawHeaders } = request;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    transaction.requestHeader(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return transaction;
}
