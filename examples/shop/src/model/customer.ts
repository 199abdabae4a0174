import type { PageRequest } from '../page.ts';
import { type Row, type Store, text, textOrNull } from '../store.ts';

/** A customer as the customer itself and the staff may see it. The note that the staff keeps is not part of it. */
export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly city: string;
  readonly country: string;
  readonly tier: string;
  readonly webhookUrl: string | null;
  readonly createdAt: string;
}

export function findCustomer(store: Store, id: string): Customer | undefined {
  const row = store.one('SELECT * FROM customers WHERE id = ?', id);
  return row && toCustomer(row);
}

/** One more customer than the limit, where there are as many. */
export function findCustomers(store: Store, { limit, after }: PageRequest): readonly Customer[] {
  return store.all('SELECT * FROM customers WHERE id > ? ORDER BY id LIMIT ?', after ?? '', limit + 1).map(toCustomer);
}

/** Save what customers may change about themselves. The tier is the staff's to give. */
export function saveCustomer(store: Store, { id, name, email, phone, city, country, webhookUrl }: Customer): void {
  store.run(
    'UPDATE customers SET name = ?, email = ?, phone = ?, city = ?, country = ?, webhook_url = ? WHERE id = ?',
    ...[name, email, phone, city, country, webhookUrl, id],
  );
}

function toCustomer(row: Row): Customer {
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    email: text(row, 'email'),
    phone: textOrNull(row, 'phone'),
    city: text(row, 'city'),
    country: text(row, 'country'),
    tier: text(row, 'tier'),
    webhookUrl: textOrNull(row, 'webhook_url'),
    createdAt: text(row, 'created_at'),
  };
}
