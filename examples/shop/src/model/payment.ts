import { integer, type Row, type Store, text } from '../store.ts';

export const PAYMENT_METHODS = ['card', 'invoice'] as const;

export interface Payment {
  readonly id: string;
  readonly orderId: string;
  readonly amountCents: number;
  readonly method: string;
  readonly createdAt: string;
}

/** The payments of an order, oldest first. An order takes at most {@link MOST_PAYMENTS}. */
export function findPayments(store: Store, orderId: string): readonly Payment[] {
  return store.all('SELECT * FROM payments WHERE order_id = ? ORDER BY created_at, id', orderId).map(toPayment);
}

export const MOST_PAYMENTS = 50;

export function insertPayment(store: Store, { id, orderId, amountCents, method, createdAt }: Payment): void {
  store.run(
    'INSERT INTO payments (id, order_id, amount_cents, method, created_at) VALUES (?, ?, ?, ?, ?)',
    ...[id, orderId, amountCents, method, createdAt],
  );
}

export interface Refund {
  readonly id: string;
  readonly orderId: string;
  readonly amountCents: number;
  readonly reason: string;
  readonly createdAt: string;
}

export function insertRefund(store: Store, { id, orderId, amountCents, reason, createdAt }: Refund): void {
  store.run(
    'INSERT INTO refunds (id, order_id, amount_cents, reason, created_at) VALUES (?, ?, ?, ?, ?)',
    ...[id, orderId, amountCents, reason, createdAt],
  );
}

/** What has been paid for an order, in cents. */
export function paidCents(store: Store, orderId: string): number {
  return sum(store.one('SELECT coalesce(sum(amount_cents), 0) AS cents FROM payments WHERE order_id = ?', orderId));
}

/** What has been given back for an order, in cents. */
export function refundedCents(store: Store, orderId: string): number {
  return sum(store.one('SELECT coalesce(sum(amount_cents), 0) AS cents FROM refunds WHERE order_id = ?', orderId));
}

function sum(row: Row | undefined): number {
  return row === undefined ? 0 : integer(row, 'cents');
}

function toPayment(row: Row): Payment {
  return {
    id: text(row, 'id'),
    orderId: text(row, 'order_id'),
    amountCents: integer(row, 'amount_cents'),
    method: text(row, 'method'),
    createdAt: text(row, 'created_at'),
  };
}
