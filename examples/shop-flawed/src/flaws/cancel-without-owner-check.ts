import { findOrder, parameter, Refusal, setOrderStatus } from '@airside/example-shop';

import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

/** Cancels an order by its id alone. Reading is not the only thing that needs an owner check. */
export const cancelWithoutOwnerCheck: Flaw = (options) =>
  replaceGuarded(options, 'cancelOrder', (operation) => ({
    ...operation,
    handle(call) {
      const order = findOrder(call.shop.store, parameter(call, 'orderId'));
      if (order === undefined) throw new Refusal('not-found');
      if (order.status !== 'pending') throw new Refusal('order-state');
      setOrderStatus(call.shop.store, order.id, 'cancelled');
      return { status: 204 };
    },
  }));
