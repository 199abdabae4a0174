import { COUPONS } from '../apis/shop.ts';
import { CATEGORIES } from '../apis/shop-objects.ts';
import type { Client } from '../gateway/client.ts';
import type { Input } from '../gateway/gateway.ts';
import type { Answer, Operation } from '../gateway/operation.ts';
import type { Script, Step } from '../scheduler/script.ts';
import type { World } from '../world.ts';
import type { Person } from './person.ts';
import { call, moment, pause, signIn } from './steps.ts';

const SEARCHES = 'mug,lamp,pan,notebook,cable,blanket,chair,backpack,bottle,kettle,shelf,pot,blue,gift,mugs,Lamp 2,tea pot'.split(',');

interface Page {
  readonly items: readonly { readonly id: string; readonly priceCents: number }[];
  readonly next: string | null;
}

/** Somebody who looks around and now and then buys. */
export function* shopping(world: World, person: Person, client: Client): Script {
  const { operations } = world.shop;
  const { draw } = person;
  if (!(yield* signInToShop(world, person, client))) return;
  yield moment(draw);
  if (draw.chance(0.25)) yield* lookAtOrders(world, person, client);
  const rounds = draw.integer(1, 4);
  let seen: Page['items'] = [];
  for (let round = 0; round < rounds; round++) {
    seen = yield* browse(world, person, client);
    yield pause(draw, 5);
    const looks = Math.min(seen.length, draw.count(1.6));
    for (let look = 0; look < looks; look++) {
      const product = draw.among(seen);
      if (product === undefined) break;
      yield* shopCall(world, person, client, operations.getProduct, { path: { productId: product.id } });
      if (world.nowMs >= world.shop.reviewsFromMs && draw.chance(0.4)) {
        yield moment(draw);
        yield* shopCall(world, person, client, operations.listReviews, { path: { productId: product.id } });
      }
      yield pause(draw, 12);
    }
  }
  if (seen.length > 0 && draw.chance(0.2)) yield* buy(world, person, client, seen);
  if (draw.chance(0.03)) yield* changeAddress(world, person, client);
}

export function* signInToShop(world: World, person: Person, client: Client): Step<boolean> {
  const { shop } = world;
  return yield* signIn(world, person, client, shop.operations.createSession, () =>
    shop.credential(person.account, world.nowMs, person.draw),
  );
}

/** A call with a token that is still valid: whoever has dawdled logs in again. */
export function* shopCall(world: World, person: Person, client: Client, operation: Operation, input?: Input): Step<Answer> {
  if ((client.credential?.expiresMs ?? 0) <= world.nowMs) {
    // Some software only notices when it is refused.
    if (client.credential !== null && person.draw.chance(0.3)) yield* call(world, person, client, operation, input);
    client.credential = null;
    yield pause(person.draw, 3);
    if (!(yield* signInToShop(world, person, client))) return { status: 401 };
    yield moment(person.draw);
  }
  return yield* call(world, person, client, operation, input);
}

function* browse(world: World, person: Person, client: Client): Step<Page['items']> {
  const { draw } = person;
  const query = {
    ...(draw.chance(0.35) ? { search: draw.among(SEARCHES) ?? 'mug' } : {}),
    ...(draw.chance(0.4) ? { category: draw.pick(CATEGORIES) } : {}),
    ...(client.device.family.kind === 'app' ? { limit: 10 } : draw.chance(0.2) ? { limit: 20 } : {}),
    ...(world.nowMs >= world.shop.reviewsFromMs && draw.chance(0.25) ? { sort: draw.pick(['price', '-rating', 'name']) } : {}),
  };
  let page = pageOf(yield* shopCall(world, person, client, world.shop.operations.listProducts, { query }));
  const more = draw.count(0.7);
  for (let index = 0; index < more && page.next !== null; index++) {
    yield pause(draw, 7);
    const next = pageOf(
      yield* shopCall(world, person, client, world.shop.operations.listProducts, { query: { ...query, after: page.next } }),
    );
    if (next.items.length > 0) page = next;
  }
  return page.items;
}

function pageOf({ status, body }: Answer): Page {
  return status === 200 ? (body as Page) : { items: [], next: null };
}

function* buy(world: World, person: Person, client: Client, seen: Page['items']): Script {
  const { draw } = person;
  const { operations } = world.shop;
  const wanted = new Set(Array.from({ length: 1 + draw.count(0.8) }, () => draw.among(seen)?.id ?? ''));
  const items = [...wanted].map((productId) => ({
    productId,
    quantity: draw.chance(0.8) ? 1 : draw.chance(0.97) ? draw.integer(2, 6) : draw.integer(7, 30),
  }));
  const { status, body } = yield* shopCall(world, person, client, operations.createOrder, { body: { items } });
  if (status !== 201) return;
  const { id: orderId, totalCents } = body as { id: string; totalCents: number };
  const path = { orderId };
  if (draw.chance(0.15)) {
    yield pause(draw, 8);
    const isVoucher = draw.chance(0.3);
    const code = isVoucher ? voucher(draw) : draw.chance(0.7) ? draw.pick(COUPONS) : draw.pick(['SPRING25', 'FREESHIP', 'spring26']);
    if (isVoucher) world.shop.vouchers.push(code);
    yield* shopCall(world, person, client, operations.redeemCoupon, { path, body: { code } });
  }
  yield pause(draw, 15);
  if (draw.chance(0.06)) return;
  yield* shopCall(world, person, client, operations.createPayment, {
    path,
    body: { amountCents: totalCents, method: draw.chance(0.85) ? 'card' : 'invoice' },
  });
  yield moment(draw);
  yield* shopCall(world, person, client, operations.getOrder, { path });
  if (draw.chance(0.04)) {
    yield pause(draw, 60);
    yield* shopCall(world, person, client, operations.cancelOrder, { path });
  }
  person.memory.push(orderId);
  if (person.memory.length > 20) person.memory.shift();
  if (draw.chance(0.1)) yield* lookAtOrders(world, person, client);
}

function* lookAtOrders(world: World, person: Person, client: Client): Script {
  const { draw, account, memory } = person;
  const { operations } = world.shop;
  // A link in the mail about an order that was placed here.
  const known = draw.among(memory);
  if (known !== undefined && draw.chance(0.3)) {
    yield* shopCall(world, person, client, operations.getOrder, { path: { orderId: known } });
    yield pause(draw, 10);
    return;
  }
  const query = draw.chance(0.3) ? { limit: 20 } : {};
  const { status, body } =
    client.device.family.kind === 'app'
      ? yield* shopCall(world, person, client, operations.listMyOrders, { query })
      : yield* shopCall(world, person, client, operations.listCustomerOrders, { path: { customerId: account.owner }, query });
  const order = status === 200 ? draw.among((body as Page).items) : undefined;
  if (order === undefined) return;
  yield pause(draw, 6);
  yield* shopCall(world, person, client, operations.getOrder, { path: { orderId: order.id } });
  if (draw.chance(0.3)) {
    yield moment(draw);
    yield* shopCall(world, person, client, operations.listPayments, { path: { orderId: order.id } });
  }
  yield pause(draw, 8);
}

function* changeAddress(world: World, person: Person, client: Client): Script {
  const { draw, account } = person;
  const path = { customerId: account.owner };
  yield* shopCall(world, person, client, world.shop.operations.getCustomer, { path });
  yield pause(draw, 25);
  const change = draw.chance(0.5)
    ? { phone: `+${draw.integer(10_000_000_000, 99_999_999_999)}` }
    : { city: draw.pick(['Berlin', 'Porto', 'Leeds', 'Lyon']) };
  yield* shopCall(world, person, client, world.shop.operations.updateCustomer, { path, body: change });
}

/** One that was sent to this person alone. */
function voucher(draw: Person['draw']): string {
  const characters = draw.id('').toUpperCase();
  return [0, 4, 8].map((from) => characters.slice(from, from + 4)).join('-');
}
