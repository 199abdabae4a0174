import { CUSTOMERS, ORDERS, PAYMENTS, PRODUCTS, USERS } from './seed-data.ts';
import type { Store } from './store.ts';

/** Fill an empty database with the demo data; one that has users is left as it is. */
export function seed(store: Store): void {
  if (store.one('SELECT 1 FROM users LIMIT 1') !== undefined) return;
  store.transaction(() => {
    for (const row of CUSTOMERS) store.run('INSERT INTO customers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', ...row);
    for (const row of USERS) store.run('INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)', ...row);
    for (const row of PRODUCTS) store.run('INSERT INTO products VALUES (?, ?, ?, ?, ?, ?, ?, ?)', ...row);
    for (const { items, order } of ORDERS) {
      store.run('INSERT INTO orders VALUES (?, ?, ?, ?, ?)', ...order);
      for (const item of items) store.run('INSERT INTO order_items VALUES (?, ?, ?, ?)', order[0], ...item);
    }
    for (const row of PAYMENTS) store.run('INSERT INTO payments VALUES (?, ?, ?, ?, ?)', ...row);
  });
}
