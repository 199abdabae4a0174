import type { IncomingMessage, ServerResponse } from 'node:http';

import type { IdentityClaims } from '../identity-header/claims.ts';
import { type Admission, admit } from './admit.ts';
import type { Checkpoint } from './options.ts';
import { refuse } from './refuse.ts';

/** Lets a request that came through the gateway proceed, and answers any other. `onRefusal` is called before a refusal is sent. */
export function guard(
  checkpoint: Checkpoint,
  request: IncomingMessage,
  response: ServerResponse,
  proceed: (identity: IdentityClaims | undefined) => void,
  onRefusal: () => void = () => undefined,
): void {
  const settle = (admission: Admission): void => {
    if (admission.ok) {
      proceed(admission.identity);
      return;
    }
    onRefusal();
    refuse(request, response, admission.fault);
    checkpoint.onRefusal(admission.reason, request);
  };
  const admission = admit(checkpoint, request);
  if (admission instanceof Promise) void admission.then(settle);
  else settle(admission);
}
