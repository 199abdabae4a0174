import { findOrders, mayActFor, parameter, Refusal } from '@airside/example-shop';

import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

/** Returns as many orders at once as the client asks for. */
export const unboundedPage: Flaw = (options) =>
  replaceGuarded(options, 'listCustomerOrders', (operation) => ({
    ...operation,
    handle(call) {
      const customerId = parameter(call, 'customerId');
      if (!mayActFor(call.caller, customerId)) throw new Refusal('not-found');
      const limit = Number(call.query.get('limit') ?? 20);
      return { status: 200, body: { items: findOrders(call.shop.store, { customerId, limit, after: null }), next: null } };
    },
  }));
