import type { PageRequest } from '../page.ts';
import { integer, type Row, type Store, text } from '../store.ts';

/** A product as everybody may see it. What it costs the shop, and from whom, stays inside. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly priceCents: number;
  readonly stock: number;
}

interface ProductFilter extends PageRequest {
  /** Part of the name, in any case. */
  readonly search?: string | undefined;
  readonly category?: string | undefined;
}

export function findProduct(store: Store, id: string): Product | undefined {
  const row = store.one('SELECT * FROM products WHERE id = ?', id);
  return row && toProduct(row);
}

/** One more product than the limit, where there are as many. `instr` rather than `LIKE`: no wildcards, and time stays linear. */
export function findProducts(store: Store, { search, category, limit, after }: ProductFilter): readonly Product[] {
  return store
    .all(
      `SELECT * FROM products
       WHERE (?1 IS NULL OR instr(lower(name), lower(?1)) > 0) AND (?2 IS NULL OR category = ?2) AND id > ?3
       ORDER BY id LIMIT ?4`,
      search ?? null,
      category ?? null,
      after ?? '',
      limit + 1,
    )
    .map(toProduct);
}

export function toProduct(row: Row): Product {
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    description: text(row, 'description'),
    category: text(row, 'category'),
    priceCents: integer(row, 'price_cents'),
    stock: integer(row, 'stock'),
  };
}
