import { integer, object, oneOf, text } from '../input.ts';
import { findCustomers } from '../model/customer.ts';
import { findOrder, findOrders, ORDER_STATUSES, setOrderStatus } from '../model/order.ts';
import { findProduct } from '../model/product.ts';
import { type GuardedOperation, parameter } from '../operation.ts';
import { PAGE_PARAMETERS, pageRequest, toPage } from '../page.ts';
import { Refusal } from '../problem.ts';
import { matching, readQuery } from '../query.ts';

const ORDER_PARAMETERS = {
  ...PAGE_PARAMETERS,
  status: matching(new RegExp(`^(${ORDER_STATUSES.join('|')})$`), `one of ${ORDER_STATUSES.join(', ')}`),
} as const;

const readProductChange = object(
  {},
  { name: text({ max: 100 }), description: text({ max: 1000 }), priceCents: integer(1, 10_000_000), stock: integer(0, 1_000_000) },
);

const readOrderChange = object({ status: oneOf('shipped') });

export const listOrders: GuardedOperation = {
  method: 'GET',
  path: '/admin/orders',
  scope: 'admin',
  role: 'admin',
  handle({ shop, query }) {
    const { status, ...rest } = readQuery(query, ORDER_PARAMETERS);
    const page = pageRequest(rest);
    return { status: 200, body: toPage(findOrders(shop.store, { status, ...page }), page.limit) };
  },
};

export const updateOrder: GuardedOperation = {
  method: 'PATCH',
  path: '/admin/orders/{orderId}',
  scope: 'admin',
  role: 'admin',
  handle(call) {
    const { store } = call.shop;
    const { status } = readOrderChange(call.body, '');
    const order = findOrder(store, parameter(call, 'orderId'));
    if (order === undefined) throw new Refusal('not-found');
    if (order.status !== 'paid') throw new Refusal('order-state', { detail: `The order is ${order.status}, not paid.` });
    setOrderStatus(store, order.id, status);
    return { status: 200, body: { ...order, status } };
  },
};

export const listCustomers: GuardedOperation = {
  method: 'GET',
  path: '/admin/customers',
  scope: 'admin',
  role: 'admin',
  handle({ shop, query }) {
    const page = pageRequest(readQuery(query, PAGE_PARAMETERS));
    return { status: 200, body: toPage(findCustomers(shop.store, page), page.limit) };
  },
};

export const updateProduct: GuardedOperation = {
  method: 'PATCH',
  path: '/admin/products/{productId}',
  scope: 'admin',
  role: 'admin',
  handle(call) {
    const { store } = call.shop;
    const change = readProductChange(call.body, '');
    const product = findProduct(store, parameter(call, 'productId'));
    if (product === undefined) throw new Refusal('not-found');
    const { id, name, description, priceCents, stock } = { ...product, ...change };
    store.run(
      'UPDATE products SET name = ?, description = ?, price_cents = ?, stock = ? WHERE id = ?',
      ...[name, description, priceCents, stock, id],
    );
    return { status: 200, body: { ...product, ...change } };
  },
};
