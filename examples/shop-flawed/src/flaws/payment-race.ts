import { setTimeout } from 'node:timers/promises';

import { insertPayment, ownOrder, type Payment, paidCents, Refusal, readNewPayment, setOrderStatus } from '@airside/example-shop';

import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

/** What the bank takes to confirm a payment. */
const BANK_MS = 50;

/** Looks up what is open, waits for the bank, then books: two payments at the same moment both find the order unpaid. */
export const paymentRace: Flaw = (options) =>
  replaceGuarded(options, 'createPayment', (operation) => ({
    ...operation,
    async handle(call) {
      const { store, createId, now } = call.shop;
      const order = ownOrder(call);
      const { amountCents, method } = readNewPayment(call.body, '');
      if (order.status !== 'pending') throw new Refusal('order-state');
      const openCents = order.totalCents - paidCents(store, order.id);
      if (amountCents > openCents) throw new Refusal('amount-too-high');

      await setTimeout(BANK_MS);

      const payment: Payment = { id: createId('pay'), orderId: order.id, amountCents, method, createdAt: new Date(now()).toISOString() };
      insertPayment(store, payment);
      if (amountCents === openCents) setOrderStatus(store, order.id, 'paid');
      return { status: 201, body: payment };
    },
  }));
