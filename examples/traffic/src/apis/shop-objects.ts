import type { Draw } from '../draw.ts';
import { numberOf } from './define.ts';
import { words } from './names.ts';

export interface Product {
  id: string;
  name: string;
  description: string;
  category: string;
  priceCents: number;
  stock: number;
}
export interface Order {
  id: string;
  customerId: string;
  status: string;
  items: readonly { readonly productId: string; readonly quantity: number; readonly unitPriceCents: number }[];
  totalCents: number;
  createdAt: string;
}
export interface Customer {
  id: string;
  name: string;
  email: string;
  phone: string | null;
  city: string;
  country: string;
  tier: string;
  createdAt: string;
}

export const CATEGORIES = ['kitchen', 'office', 'travel', 'home', 'garden'] as const;
const GOODS = 'mug lamp pan notebook cable blanket chair backpack bottle kettle shelf pot'.split(' ');

export function product(draw: Draw, index: number): Product {
  const good = GOODS[index % GOODS.length] ?? 'mug';
  return {
    id: draw.id('prd_'),
    name: `${good.charAt(0).toUpperCase()}${good.slice(1)} ${draw.integer(100, 999)}`,
    description: words(draw, 6, 18),
    category: CATEGORIES[index % CATEGORIES.length] ?? 'home',
    priceCents: Math.round(draw.around(2400, 0.8)),
    stock: draw.integer(0, 400),
  };
}

export function payment(draw: Draw, { id, createdAt }: Order, amountCents: number, method: string) {
  return { id: draw.id('pay_'), orderId: id, amountCents, method, createdAt };
}

/** A page as the shop's definition has it. */
export function pageOf<T extends { readonly id: string }>(
  all: readonly T[],
  { limit, after }: Readonly<Record<string, string>>,
  usual: number,
): { readonly items: readonly T[]; readonly next: string | null } {
  const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const items = all.slice(start, start + numberOf(limit, usual, 1000));
  return { items, next: start + items.length < all.length ? (items.at(-1)?.id ?? null) : null };
}
