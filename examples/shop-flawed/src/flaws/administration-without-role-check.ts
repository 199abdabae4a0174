import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

/** Lists all orders and reports the revenue to whoever may read an order: the path says `admin`, but nothing checks it. */
export const administrationWithoutRoleCheck: Flaw = (options) =>
  ['listOrders', 'getRevenueReport'].reduce(
    (planted, id) =>
      replaceGuarded(planted, id, ({ method, path, handle }) => ({ method, path, scope: 'orders:read', handle: (call) => handle(call) })),
    options,
  );
