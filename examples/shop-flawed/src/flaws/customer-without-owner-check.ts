import { findCustomer, parameter, Refusal } from '@airside/example-shop';

import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

/** Reads a customer, with telephone number and e-mail address, by its id alone. */
export const customerWithoutOwnerCheck: Flaw = (options) =>
  replaceGuarded(options, 'getCustomer', (operation) => ({
    ...operation,
    handle(call) {
      const customer = findCustomer(call.shop.store, parameter(call, 'customerId'));
      if (customer === undefined) throw new Refusal('not-found');
      return { status: 200, body: customer };
    },
  }));
