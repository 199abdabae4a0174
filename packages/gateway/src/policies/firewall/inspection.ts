import type { Engine, Transaction, TransactionOptions } from '@airside/seclang';

import type { PolicyRequest } from '../../pipeline/policy.ts';
import { PARANOIA_VARIABLE, THRESHOLD_VARIABLE } from './engine-rules.ts';
import type { FirewallOptions } from './options.ts';

/** What a firewall has to know of the head of a request. */
export type InspectedHead = Pick<PolicyRequest, 'clientAddress' | 'method' | 'target' | 'protocol' | 'rawHeaders'>;

/** What of an API's options each of its transactions brings along. */
export function transactionOptions(options: FirewallOptions): TransactionOptions {
  const { paranoia, threshold, maxInspectedBody, responses, maxInspectedResponse, auditLog } = options;
  return {
    controls: {
      requestBodyLimitBytes: maxInspectedBody,
      responseBodyAccess: responses === 'bodies',
      responseBodyLimitBytes: maxInspectedResponse,
      ...(auditLog !== undefined && { audit: 'RelevantOnly', auditParts: `A${auditLog.parts}Z` }),
    },
    // The gateway hands over only bodies of responses that are to be looked at.
    inspectsResponseType: () => true,
    tx: {
      ...(paranoia !== undefined && { [PARANOIA_VARIABLE]: String(paranoia) }),
      ...(threshold !== undefined && { [THRESHOLD_VARIABLE]: String(threshold) }),
    },
  };
}

/** A transaction of the engine with the head of a request in it: what is sent on, in its normal form. No rule has run yet. */
export function beginInspection(engine: Engine, request: InspectedHead, options: TransactionOptions): Transaction {
  const transaction = engine.transaction(options);
  transaction.connection({ clientAddress: request.clientAddress, clientPort: 0, serverAddress: '', serverPort: 0 });
  transaction.requestLine(request.method, request.target, request.protocol);
  const { rawHeaders } = request;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    transaction.requestHeader(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  }
  return transaction;
}
