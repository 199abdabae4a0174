import type { Engine, Transaction } from '@airside/seclang';

import type { WafRequest } from './requests.ts';

/** Takes a request, and an empty answer to it, through all phases, as a server would. */
export function inspect(engine: Engine, request: WafRequest): Transaction {
  const transaction = engine.transaction();
  transaction.connection({ clientAddress: '192.0.2.10', clientPort: 41_234, serverAddress: '192.0.2.80', serverPort: 80 });
  transaction.requestLine(request.method, request.uri, 'HTTP/1.1');
  for (const [name, value] of request.headers) transaction.requestHeader(name, value);
  if ((transaction.requestHeaders() ?? transaction.requestBody(request.body)) === undefined) {
    transaction.responseHeaders(200, 'HTTP/1.1', [['Content-Type', 'text/html']]);
    transaction.responseBody('');
  }
  transaction.logging();
  return transaction;
}
