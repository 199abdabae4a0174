import type { IncomingMessage, ServerResponse } from 'node:http';

import { beginTransaction } from './begin-transaction.ts';
import { inspectRequest, type RequestVerdict } from './inspect-request.ts';
import { inspectResponse } from './inspect-response.ts';
import { type Guard, tellError } from './options.ts';
import { FAILED } from './refusal.ts';
import { refuse, send } from './refuse.ts';

/**
 * Lets a request proceed when the rules let it pass; answers it when they do not, or when they could not be asked. `onRefusal` is called before a
 * refusal is sent.
 */
export async function guard(
  made: Guard,
  request: IncomingMessage,
  response: ServerResponse,
  proceed: () => void,
  onRefusal: () => void = () => undefined,
): Promise<void> {
  let verdict: RequestVerdict;
  try {
    const transaction = beginTransaction(made, request, response);
    verdict = await inspectRequest(made, transaction, request);
    if (verdict === 'pass' && made.options.responses === true) inspectResponse(made, transaction, request, response);
  } catch (error) {
    tellError(made, error, request);
    onRefusal();
    send(request, response, FAILED);
    return;
  }
  if (verdict === 'pass') {
    proceed();
  } else if (verdict !== 'gone') {
    onRefusal();
    refuse(request, response, verdict);
  }
}
