import type { PageRequest } from '../page.ts';
import { integer, type Row, type Store, text } from '../store.ts';

export const ORDER_STATUSES = ['pending', 'paid', 'shipped', 'cancelled', 'refunded'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface OrderItem {
  readonly productId: string;
  readonly quantity: number;
  /** The price when the order was placed. */
  readonly unitPriceCents: number;
}

export interface Order {
  readonly id: string;
  readonly customerId: string;
  readonly status: OrderStatus;
  readonly items: readonly OrderItem[];
  readonly totalCents: number;
  readonly createdAt: string;
}

interface OrderFilter extends PageRequest {
  readonly customerId?: string | undefined;
  readonly status?: string | undefined;
}

export function findOrder(store: Store, id: string): Order | undefined {
  const row = store.one('SELECT * FROM orders WHERE id = ?', id);
  return row && toOrder(store, row);
}

/** One more order than the limit, where there are as many; newest first. */
export function findOrders(store: Store, { customerId, status, limit, after }: OrderFilter): readonly Order[] {
  return store
    .all(
      `SELECT * FROM orders
       WHERE (?1 IS NULL OR customer_id = ?1) AND (?2 IS NULL OR status = ?2)
         AND (?3 IS NULL OR (created_at, id) < (SELECT created_at, id FROM orders WHERE id = ?3 AND (?1 IS NULL OR customer_id = ?1)))
       ORDER BY created_at DESC, id DESC LIMIT ?4`,
      customerId ?? null,
      status ?? null,
      after,
      limit + 1,
    )
    .map((row) => toOrder(store, row));
}

export function insertOrder(store: Store, order: Order): void {
  const { id, customerId, status, totalCents, createdAt } = order;
  store.run(
    'INSERT INTO orders (id, customer_id, status, total_cents, created_at) VALUES (?, ?, ?, ?, ?)',
    ...[id, customerId, status, totalCents, createdAt],
  );
  for (const { productId, quantity, unitPriceCents } of order.items) {
    store.run(
      'INSERT INTO order_items (order_id, product_id, quantity, unit_price_cents) VALUES (?, ?, ?, ?)',
      ...[id, productId, quantity, unitPriceCents],
    );
  }
}

export function setOrderStatus(store: Store, id: string, status: OrderStatus): void {
  store.run('UPDATE orders SET status = ? WHERE id = ?', status, id);
}

/** Take from the stock. Answers no, and takes nothing, when there is not enough. */
export function takeFromStock(store: Store, productId: string, quantity: number): boolean {
  return store.run('UPDATE products SET stock = stock - ?1 WHERE id = ?2 AND stock >= ?1', quantity, productId) === 1;
}

/** Put what an order took back into the stock. */
export function returnToStock(store: Store, items: readonly OrderItem[]): void {
  for (const { productId, quantity } of items) store.run('UPDATE products SET stock = stock + ? WHERE id = ?', quantity, productId);
}

function toOrder(store: Store, row: Row): Order {
  const id = text(row, 'id');
  const found = text(row, 'status');
  const status = ORDER_STATUSES.find((each) => each === found);
  if (status === undefined) throw new TypeError(`unknown order status ${found} in the database`);
  const items = store.all('SELECT * FROM order_items WHERE order_id = ? ORDER BY product_id', id).map((item) => ({
    productId: text(item, 'product_id'),
    quantity: integer(item, 'quantity'),
    unitPriceCents: integer(item, 'unit_price_cents'),
  }));
  return {
    id,
    customerId: text(row, 'customer_id'),
    status,
    items,
    totalCents: integer(row, 'total_cents'),
    createdAt: text(row, 'created_at'),
  };
}
