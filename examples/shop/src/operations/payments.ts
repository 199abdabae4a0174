import { integer, object, oneOf } from '../input.ts';
import { setOrderStatus } from '../model/order.ts';
import { findPayments, insertPayment, MOST_PAYMENTS, PAYMENT_METHODS, type Payment, paidCents } from '../model/payment.ts';
import type { GuardedOperation } from '../operation.ts';
import { Refusal } from '../problem.ts';
import { ownOrder } from './orders.ts';

/** What a payment sends. */
export const readNewPayment = object({ amountCents: integer(1, 100_000_000), method: oneOf(...PAYMENT_METHODS) });

export const listPayments: GuardedOperation = {
  method: 'GET',
  path: '/orders/{orderId}/payments',
  scope: 'orders:read',
  handle(call) {
    return { status: 200, body: { items: findPayments(call.shop.store, ownOrder(call).id) } };
  },
};

/** Pays all or a part of an order. What is open is looked up and reduced in one transaction: no two payments count on the same cents. */
export const createPayment: GuardedOperation = {
  method: 'POST',
  path: '/orders/{orderId}/payments',
  scope: 'payments:write',
  handle(call) {
    const { store, createId, now } = call.shop;
    const { amountCents, method } = readNewPayment(call.body, '');
    const payment = store.transaction(() => {
      const order = ownOrder(call);
      if (order.status !== 'pending') throw new Refusal('order-state', { detail: `The order is ${order.status}.` });
      if (findPayments(store, order.id).length >= MOST_PAYMENTS) {
        throw new Refusal('order-state', { detail: `An order takes at most ${MOST_PAYMENTS} payments.` });
      }
      const openCents = order.totalCents - paidCents(store, order.id);
      if (amountCents > openCents) throw new Refusal('amount-too-high', { detail: `Only ${openCents} cents are open.` });
      const made: Payment = { id: createId('pay'), orderId: order.id, amountCents, method, createdAt: new Date(now()).toISOString() };
      insertPayment(store, made);
      if (amountCents === openCents) setOrderStatus(store, order.id, 'paid');
      return made;
    });
    return { status: 201, body: payment };
  },
};
