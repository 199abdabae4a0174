import type { Random } from './random.ts';
import { type Action, json, type World, withQuery } from './world.ts';

/** What those do who order: weights and actions. `customer` is the id that the user acts for. */
export function customerActions(customer: string): readonly (readonly [number, Action])[] {
  const ofCustomer = `/customers/${customer}`;
  return [
    [20, listProducts],
    [15, getProduct],
    [4, () => ({ method: 'GET', target: ofCustomer })],
    [2, ({ random }) => json('PATCH', ofCustomer, customerChange(random))],
    [6, (world) => withQuery(`${ofCustomer}/orders`, page(world, 'orders'))],
    [8, newOrder],
    [10, (world) => onOrder(world, 'GET')],
    [3, (world) => onOrder(world, 'DELETE')],
    [5, (world) => onOrder(world, 'GET', '/payments')],
    [8, payment],
  ];
}

export const listProducts: Action = (world) => {
  const { random } = world;
  return withQuery('/products', {
    search: random.chance(0.3) ? random.pick(['mug', 'lamp', 'pan', 'Notebook A5', 'cable', 'wool', 'pen & ink', '50 kg']) : undefined,
    category: random.chance(0.4) ? random.pick(['kitchen', 'office', 'travel', 'home']) : undefined,
    ...page(world, 'products'),
  });
};

export const getProduct: Action = (world) => onId(world, 'GET', '/products/', 'products');

/** Parameters of a page; now and then such as the shop refuses. */
export function page(
  world: World,
  kind: 'products' | 'orders' | 'customers',
): { readonly limit?: number | string; readonly after?: string } {
  const { random } = world;
  const after = random.chance(0.15) ? world.id(kind) : undefined;
  const limit = random.chance(0.5) ? random.pick<number | string>([5, 10, 20, 50, 100, 100, random.integer(1, 100), 'many', 0]) : undefined;
  return { ...(limit !== undefined && { limit }), ...(after !== undefined && { after }) };
}

function newOrder({ random, products }: World): ReturnType<Action> {
  const items = products
    .filter(() => random.chance(0.2))
    .slice(0, 4)
    .map((productId) => ({ productId, quantity: random.integer(1, 3) }));
  return items.length === 0 && products.length > 0 ? undefined : json('POST', '/orders', { items });
}

function onOrder(world: World, method: string, rest = ''): ReturnType<Action> {
  return onId(world, method, '/orders/', 'orders', rest);
}

/** Asks for an object that was seen. */
export function onId(
  world: World,
  method: string,
  before: string,
  kind: 'products' | 'orders' | 'customers',
  after = '',
): ReturnType<Action> {
  const id = world.id(kind);
  return id === undefined ? undefined : { method, target: `${before}${id}${after}` };
}

/** Pays for an order that is open in full, or anything for any. */
function payment(world: World): ReturnType<Action> {
  const { random, open } = world;
  const method = random.pick(['card', 'invoice']);
  const [order, total] = [...open][random.integer(0, open.size - 1)] ?? [];
  if (order !== undefined && random.chance(0.7)) return json('POST', `/orders/${order}/payments`, { amountCents: total, method });
  const any = world.id('orders');
  const amountCents = random.chance(0.05) ? -1 : random.integer(100, 20_000);
  return any === undefined ? undefined : json('POST', `/orders/${any}/payments`, { amountCents, method });
}

function customerChange(random: Random): unknown {
  return random.pick<unknown>([
    { city: random.pick(['Lisbon', 'Porto', 'Manchester', 'Lyon', 'Delhi', 'Graz']) },
    { phone: random.chance(0.3) ? null : `+${random.text('123456789', 11)}` },
    { email: `user${random.integer(1, 99)}@example.org`, country: random.pick(['PT', 'GB', 'FR', 'IN', 'AT']) },
    { webhookUrl: random.chance(0.5) ? null : `https://hooks.example.org/shop/${random.integer(1, 50)}` },
    { name: random.pick(['Ana Silva', 'Ben Okafor', 'Chloé Martin', 'Dev Patel']) },
  ]);
}
