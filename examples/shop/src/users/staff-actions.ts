import { getProduct, listProducts, onId, page } from './customer-actions.ts';
import type { Random } from './random.ts';
import { type Action, json, type World, withQuery } from './world.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.UTC(2026, 5, 1);

/** What the staff does: weights and actions. */
export const STAFF_ACTIONS: readonly (readonly [number, Action])[] = [
  [12, listOrders],
  [8, (world) => withQuery('/admin/customers', page(world, 'customers'))],
  [8, shipOrder],
  [6, changeProduct],
  [6, refund],
  [6, report],
  [5, (world) => onId(world, 'GET', '/customers/', 'customers')],
  [4, (world) => onId(world, 'GET', '/customers/', 'customers', '/orders')],
  [4, (world) => onId(world, 'GET', '/orders/', 'orders')],
  [4, (world) => onId(world, 'GET', '/orders/', 'orders', '/payments')],
  [4, listProducts],
  [3, getProduct],
];

function listOrders(world: World): ReturnType<Action> {
  const { random } = world;
  const status = random.chance(0.8) ? random.pick(['pending', 'paid', 'shipped', 'cancelled', 'refunded', 'lost']) : undefined;
  return withQuery('/admin/orders', { status, ...page(world, 'orders') });
}

function shipOrder(world: World): ReturnType<Action> {
  const order = world.id('orders');
  const status = world.random.chance(0.05) ? 'sent' : 'shipped';
  return order === undefined ? undefined : json('PATCH', `/admin/orders/${order}`, { status });
}

function changeProduct(world: World): ReturnType<Action> {
  const { random } = world;
  const change = random.pick<unknown>([
    { stock: random.integer(500, 5000) },
    {
      priceCents: random.integer(500, 20_000),
      description: random.pick(['Undyed wool.', 'Keeps warm for six hours.', 'Steel nib, medium.']),
    },
    { name: random.pick(['Travel mug', 'Desk lamp', 'Rucksack 24 l']), stock: 1000 },
  ]);
  const product = world.id('products');
  return product === undefined ? undefined : json('PATCH', `/admin/products/${product}`, change);
}

function refund(world: World): ReturnType<Action> {
  const { random } = world;
  const reason = random.pick(['The mug arrived broken.', 'Too late', 'Twice in the parcel', 'Wrong colour']);
  const orderId = world.id('orders');
  return orderId === undefined ? undefined : json('POST', '/admin/refunds', { orderId, amountCents: random.integer(1, 3000), reason });
}

function report({ random }: World): ReturnType<Action> {
  const [first, days] = [FIRST_DAY_MS + random.integer(0, 100) * DAY_MS, random.integer(0, 400)];
  return withQuery('/admin/reports/revenue', { from: day(first, random), to: day(first + days * DAY_MS, random) });
}

function day(timeMs: number, random: Random): string {
  return random.chance(0.02) ? 'yesterday' : new Date(timeMs).toISOString().slice(0, 10);
}
