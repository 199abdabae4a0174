import { findOrder, parameter, Refusal } from '@airside/example-shop';

import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

/** Reads an order by its id alone: nobody asks whose it is. */
export const orderWithoutOwnerCheck: Flaw = (options) =>
  replaceGuarded(options, 'getOrder', (operation) => ({
    ...operation,
    handle(call) {
      const order = findOrder(call.shop.store, parameter(call, 'orderId'));
      if (order === undefined) throw new Refusal('not-found');
      return { status: 200, body: order };
    },
  }));
