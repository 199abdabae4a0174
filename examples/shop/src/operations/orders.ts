import { requireOwn } from '../caller.ts';
import { integer, list, object, text } from '../input.ts';
import { findOrder, insertOrder, type Order, returnToStock, setOrderStatus, takeFromStock } from '../model/order.ts';
import { paidCents } from '../model/payment.ts';
import { findProduct } from '../model/product.ts';
import { type AuthenticatedCall, type GuardedOperation, parameter } from '../operation.ts';
import { Refusal } from '../problem.ts';
import type { Store } from '../store.ts';

const readNewOrder = object({
  items: list(
    object({
      productId: text({ max: 20, pattern: /^prd_[0-9a-z]{16}$/, expected: 'the id of a product' }),
      quantity: integer(1, 100),
    }),
    50,
  ),
});
type NewItem = ReturnType<typeof readNewOrder>['items'][number];

export const createOrder: GuardedOperation = {
  method: 'POST',
  path: '/orders',
  scope: 'orders:write',
  handle({ shop, caller, body }) {
    const { customerId } = caller;
    if (customerId === null) throw new Refusal('forbidden', { detail: 'Only customers and partners place orders.' });
    const { items } = readNewOrder(body, '');

    const order = shop.store.transaction(() => {
      const priced = items.map((item, index) => reserve(shop.store, items, item, index));
      const placed: Order = {
        id: shop.createId('ord'),
        customerId,
        status: 'pending',
        items: priced,
        totalCents: priced.reduce((cents, { quantity, unitPriceCents }) => cents + quantity * unitPriceCents, 0),
        createdAt: new Date(shop.now()).toISOString(),
      };
      insertOrder(shop.store, placed);
      return placed;
    });
    return { status: 201, body: order, headers: { Location: `/orders/${order.id}` } };
  },
};

export const getOrder: GuardedOperation = {
  method: 'GET',
  path: '/orders/{orderId}',
  scope: 'orders:read',
  handle(call) {
    return { status: 200, body: ownOrder(call) };
  },
};

export const cancelOrder: GuardedOperation = {
  method: 'DELETE',
  path: '/orders/{orderId}',
  scope: 'orders:write',
  handle(call) {
    const { store } = call.shop;
    store.transaction(() => {
      const order = ownOrder(call);
      if (order.status !== 'pending') throw new Refusal('order-state', { detail: `The order is ${order.status}.` });
      if (paidCents(store, order.id) > 0) throw new Refusal('order-state', { detail: 'Part of the order has been paid.' });
      setOrderStatus(store, order.id, 'cancelled');
      returnToStock(store, order.items);
    });
    return { status: 204 };
  },
};

/** The order that the path names, if it is the caller's to see. */
export function ownOrder(call: AuthenticatedCall): Order {
  return requireOwn(call.caller, findOrder(call.shop.store, parameter(call, 'orderId')));
}

/** Take an item from the stock, at the price that the shop has for it. */
function reserve(store: Store, items: readonly NewItem[], { productId, quantity }: NewItem, index: number) {
  const product = findProduct(store, productId);
  const repeated = items.findIndex((item) => item.productId === productId) !== index;
  if (product === undefined || repeated) {
    const detail = repeated ? 'expected each product once' : 'expected the id of a product that exists';
    throw new Refusal('invalid-request', { errors: [{ in: 'body', at: `/items/${index}/productId`, detail }] });
  }
  if (!takeFromStock(store, productId, quantity)) {
    throw new Refusal('out-of-stock', { detail: `Only ${product.stock} of ${productId} are left.` });
  }
  return { productId, quantity, unitPriceCents: product.priceCents };
}
