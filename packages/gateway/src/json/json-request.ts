import type { PolicyRequest, Refusal } from '../pipeline/policy.ts';
import { bodyTooLarge } from '../pipeline/refusals.ts';
import { isJsonType } from './read-json.ts';

/** What stands in the way of looking into the body of a request, as far as its head tells; sets the largest body that may come. */
export function checkJsonHead(request: PolicyRequest, mostBytes: number): Refusal | undefined {
  if (request.declaredBodyBytes === 0) return undefined;
  if (!isJsonType(request.header('content-type')))
    return unsupported('the body is not JSON in UTF-8', 'Send the body as application/json.');
  if ((request.header('content-encoding') ?? 'identity').trim().toLowerCase() !== 'identity') {
    return unsupported('the body is encoded', 'Send the body without Content-Encoding.');
  }
  if ((request.declaredBodyBytes ?? 0) > mostBytes) return bodyTooLarge(mostBytes);
  request.limitBody(mostBytes);
  return undefined;
}

/** The refusal of a body that is no JSON which every reader understands alike. */
export function unreadable(fault: string): Refusal {
  return { problem: 'contract-violation', reason: `body ${fault}`, members: { errors: [{ in: 'body', pointer: '', detail: fault }] } };
}

function unsupported(reason: string, detail: string): Refusal {
  return { problem: 'media-type-unsupported', reason, detail };
}
