import { mayActFor } from '../caller.ts';
import { object, orNull, type Reader, text } from '../input.ts';
import { findCustomer, saveCustomer } from '../model/customer.ts';
import { findOrders } from '../model/order.ts';
import { type AuthenticatedCall, type GuardedOperation, parameter } from '../operation.ts';
import { PAGE_PARAMETERS, pageRequest, toPage } from '../page.ts';
import { Refusal } from '../problem.ts';
import { readQuery } from '../query.ts';

const EMAIL = /^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,189}$/;
const PHONE = /^\+[0-9]{6,15}$/;
/** A host name, not an address, on the standard port: nobody may point the shop at machines of its own network. */
const WEBHOOK = /^https:\/\/[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){0,4}\.[a-z]{2,24}\/[A-Za-z0-9/._-]{0,128}$/;

const email: Reader<string> = text({ max: 254, pattern: EMAIL, expected: 'an e-mail address' });
const readChange = object(
  {},
  {
    name: text({ max: 100 }),
    email,
    phone: orNull(text({ max: 16, pattern: PHONE, expected: 'an international telephone number such as +4930123456' })),
    city: text({ max: 100 }),
    country: text({ max: 2, pattern: /^[A-Z]{2}$/, expected: 'a country code of two capitals (ISO 3166-1)' }),
    webhookUrl: orNull(text({ max: 480, pattern: WEBHOOK, expected: 'an https URL with a host name and a path, without port and query' })),
  },
);

export const getCustomer: GuardedOperation = {
  method: 'GET',
  path: '/customers/{customerId}',
  scope: 'customers:read',
  handle(call) {
    return { status: 200, body: ownCustomer(call) };
  },
};

export const updateCustomer: GuardedOperation = {
  method: 'PATCH',
  path: '/customers/{customerId}',
  scope: 'customers:write',
  handle(call) {
    const changed = { ...ownCustomer(call), ...readChange(call.body, '') };
    saveCustomer(call.shop.store, changed);
    return { status: 200, body: changed };
  },
};

export const listCustomerOrders: GuardedOperation = {
  method: 'GET',
  path: '/customers/{customerId}/orders',
  scope: 'orders:read',
  handle(call) {
    const { id } = ownCustomer(call);
    const page = pageRequest(readQuery(call.query, PAGE_PARAMETERS));
    return { status: 200, body: toPage(findOrders(call.shop.store, { customerId: id, ...page }), page.limit) };
  },
};

function ownCustomer(call: AuthenticatedCall) {
  const id = parameter(call, 'customerId');
  const customer = mayActFor(call.caller, id) ? findCustomer(call.shop.store, id) : undefined;
  if (customer === undefined) throw new Refusal('not-found');
  return customer;
}
