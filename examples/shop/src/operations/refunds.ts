import { integer, object, text } from '../input.ts';
import { findOrder, setOrderStatus } from '../model/order.ts';
import { insertRefund, paidCents, type Refund, refundedCents } from '../model/payment.ts';
import type { GuardedOperation } from '../operation.ts';
import { Refusal } from '../problem.ts';

const readNewRefund = object({
  orderId: text({ max: 20, pattern: /^ord_[0-9a-z]{16}$/, expected: 'the id of an order' }),
  amountCents: integer(1, 100_000_000),
  reason: text({ max: 500 }),
});

/** Gives back all or a part of what was paid for an order; the order counts as refunded when nothing of it is left. */
export const createRefund: GuardedOperation = {
  method: 'POST',
  path: '/admin/refunds',
  scope: 'admin',
  role: 'admin',
  handle({ shop, body }) {
    const { store, createId, now } = shop;
    const { orderId, amountCents, reason } = readNewRefund(body, '');
    const refund = store.transaction(() => {
      const order = findOrder(store, orderId);
      if (order === undefined) throw new Refusal('not-found');
      if (order.status !== 'paid' && order.status !== 'shipped') {
        throw new Refusal('order-state', { detail: `The order is ${order.status}.` });
      }
      const leftCents = paidCents(store, orderId) - refundedCents(store, orderId);
      if (amountCents > leftCents) throw new Refusal('amount-too-high', { detail: `Only ${leftCents} cents can be given back.` });
      const made: Refund = { id: createId('ref'), orderId, amountCents, reason, createdAt: new Date(now()).toISOString() };
      insertRefund(store, made);
      if (amountCents === leftCents) setOrderStatus(store, orderId, 'refunded');
      return made;
    });
    return { status: 201, body: refund };
  },
};
