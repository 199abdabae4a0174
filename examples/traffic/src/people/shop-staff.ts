import type { Client } from '../gateway/client.ts';
import type { Script } from '../scheduler/script.ts';
import { DAY_MS, dateOf } from '../time.ts';
import type { World } from '../world.ts';
import type { Person } from './person.ts';
import { shopCall, signInToShop } from './shoppers.ts';
import { moment, pause } from './steps.ts';

interface OrderRow {
  readonly id: string;
  readonly customerId: string;
  readonly totalCents: number;
  readonly status: string;
}

/** Support: looks at latest orders, opens some with the customer's record, ships and refunds. */
export function* supporting(world: World, person: Person, client: Client): Script {
  const { draw } = person;
  const { operations } = world.shop;
  if (!(yield* signInToShop(world, person, client))) return;
  const rounds = draw.integer(2, 7);
  for (let round = 0; round < rounds; round++) {
    yield pause(draw, 4);
    const status = draw.pick(['paid', 'pending', '']);
    const listed =
      status === ''
        ? yield* shopCall(world, person, client, operations.listMyOrders, { query: { all: 'true', limit: 20 } })
        : yield* shopCall(world, person, client, operations.listOrders, { query: { status, limit: 20 } });
    const rows = listed.status === 200 ? (listed.body as { items: readonly OrderRow[] }).items : [];
    const opened = draw.count(2.5);
    for (let index = 0; index < opened; index++) {
      const row = draw.among(rows);
      if (row === undefined) break;
      yield pause(draw, 9);
      yield* shopCall(world, person, client, operations.getOrder, { path: { orderId: row.id } });
      yield moment(draw);
      yield* shopCall(world, person, client, operations.getCustomer, { path: { customerId: row.customerId } });
      yield pause(draw, 30);
      yield* settle(world, person, client, row);
    }
    if (draw.chance(0.2)) yield* findCustomers(world, person, client);
  }
}

/** By name, or page by page where the name is not known. */
function* findCustomers(world: World, person: Person, client: Client): Script {
  const { draw } = person;
  const { listCustomers } = world.shop.operations;
  const search = draw.pick(['silva', 'meyer', 'brown', 'kim', 'novak', 'costa']);
  const query = draw.chance(0.7) ? { search, limit: 20 } : { limit: 20 };
  const { status, body } = yield* shopCall(world, person, client, listCustomers, { query });
  const { items, next } =
    status === 200 ? (body as { items: readonly { readonly id: string }[]; next: string | null }) : { items: [], next: null };
  if (next !== null && draw.chance(0.4)) {
    yield pause(draw, 10);
    yield* shopCall(world, person, client, listCustomers, { query: { ...query, after: next } });
  }
  const found = draw.among(items);
  if (found === undefined) return;
  yield pause(draw, 8);
  yield* shopCall(world, person, client, world.shop.operations.getCustomer, { path: { customerId: found.id } });
  yield pause(draw, 8);
  yield* shopCall(world, person, client, world.shop.operations.listMyOrders, { query: { customerId: found.id, limit: 20 } });
}

function* settle(world: World, person: Person, client: Client, row: OrderRow): Script {
  const { draw } = person;
  const { operations } = world.shop;
  if (row.status === 'paid' && draw.chance(0.5)) {
    yield* shopCall(world, person, client, operations.updateOrder, { path: { orderId: row.id }, body: { status: 'shipped' } });
  } else if (row.status === 'paid' && draw.chance(0.12)) {
    const reason = draw.pick(['arrived broken', 'wrong item', 'late', 'customer changed mind']);
    const amountCents = draw.chance(0.7) ? row.totalCents : Math.round(row.totalCents / 2);
    yield* shopCall(world, person, client, operations.createRefund, { body: { orderId: row.id, amountCents, reason } });
  }
}

/** The manager: figures in the morning, prices and stock. */
export function* managing(world: World, person: Person, client: Client): Script {
  const { draw } = person;
  const { operations, products } = world.shop;
  if (!(yield* signInToShop(world, person, client))) return;
  yield pause(draw, 3);
  const query = { from: dateOf(world.nowMs - draw.pick([7, 14, 30]) * DAY_MS), to: dateOf(world.nowMs) };
  yield* shopCall(world, person, client, operations.getRevenueReport, { query });
  const changes = draw.count(4);
  if (changes > 0) yield* shopCall(world, person, client, operations.listProducts, { query: { limit: 100 } });
  for (let index = 0; index < changes; index++) {
    const product = draw.among(products.slice(0, 100));
    if (product === undefined) return;
    yield pause(draw, 40);
    const body = draw.chance(0.5)
      ? { stock: draw.integer(0, 400) }
      : { priceCents: Math.round(product.priceCents * draw.between(0.9, 1.1)) };
    yield* shopCall(world, person, client, operations.updateProduct, { path: { productId: product.id }, body });
  }
}
