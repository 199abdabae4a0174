import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

/** Lets everybody who may pay give money back: the scope of a neighbouring operation was copied, the role was forgotten. */
export const refundWithoutRoleCheck: Flaw = (options) =>
  replaceGuarded(options, 'createRefund', ({ method, path, handle }) => {
    return { method, path, scope: 'payments:write', handle: (call) => handle(call) };
  });
