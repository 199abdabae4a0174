import type { Client, Credential } from '../gateway/client.ts';
import type { Script } from '../scheduler/script.ts';
import { DAY_MS, dayOf, EPOCH_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time.ts';
import type { World } from '../world.ts';
import { connect } from './connect.ts';
import type { Person } from './person.ts';
import { call } from './steps.ts';

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

/** The key of an organisation at the shop. */
function shopKey({ account }: Person, scopes: readonly string[]): Credential {
  const { owner } = account;
  return {
    principal: { kind: 'apiKey', subject: account.name, consumer: account.name, credential: `${account.name}-2026`, scopes: [...scopes] },
    expiresMs: Infinity,
    account: { ...account, owner },
  };
}

/** A company that orders by machine: a batch every hour of the working day, then the state of what it ordered. */
export function* ordering(world: World, person: Person): Script {
  const { draw } = person;
  const { operations } = world.shop;
  const client = machine(world, person, ['products:read', 'orders:read', 'orders:write', 'payments:write']);
  let catalogue: readonly { readonly id: string }[] = [];
  let open: string[] = [];
  yield draw.between(0, HOUR_MS);
  for (;;) {
    refresh(client, world, person);
    const hour = new Date(world.nowMs).getUTCHours();
    const isWeekend = dayOf(world.nowMs) % 7 > 4;
    if (hour === 5 || catalogue.length === 0) catalogue = yield* readCatalogue(world, person, client);
    const batch = hour < 6 || hour > 18 || isWeekend ? 0 : draw.count(3);
    for (let index = 0; index < batch; index++) {
      const items = Array.from({ length: draw.integer(1, 6) }, () => ({
        productId: draw.among(catalogue)?.id ?? '',
        quantity: draw.integer(2, 40),
      }));
      const { status, body } = yield* call(world, person, client, operations.createOrder, { body: { items } });
      yield draw.between(200, 700);
      if (status !== 201) continue;
      const { id: orderId, totalCents } = body as { id: string; totalCents: number };
      yield* call(world, person, client, operations.createPayment, {
        path: { orderId },
        body: { amountCents: totalCents, method: 'invoice' },
      });
      open.push(orderId);
      yield draw.between(300, 2000);
    }
    for (const orderId of open) {
      yield* call(world, person, client, operations.getOrder, { path: { orderId } });
      yield draw.between(90, 300);
    }
    open = open.slice(-12);
    yield HOUR_MS + draw.between(-2, 2) * MINUTE_MS;
  }
}

/** A crawler that has been allowed in: the whole catalogue every night, product by product. */
export function* crawling(world: World, person: Person): Script {
  const { draw } = person;
  const client = machine(world, person, ['products:read']);
  const beginHour = draw.integer(1, 4);
  for (let day = 0; day < world.days; day++) {
    const startMs = EPOCH_MS + day * DAY_MS + beginHour * HOUR_MS + draw.between(0, 20) * MINUTE_MS;
    yield Math.max(1, startMs - world.nowMs);
    refresh(client, world, person);
    const products = yield* readCatalogue(world, person, client);
    for (const { id } of products) {
      yield draw.between(1.5, 3.5) * SECOND_MS;
      yield* call(world, person, client, world.shop.operations.getProduct, { path: { productId: id } });
    }
  }
}

function* readCatalogue(world: World, person: Person, client: Client): Generator<number, readonly { readonly id: string }[], void> {
  const found: { readonly id: string }[] = [];
  let after: string | null = '';
  while (after !== null) {
    const query: Record<string, string | number> = after === '' ? { limit: 50 } : { limit: 50, after };
    const { status, body } = yield* call(world, person, client, world.shop.operations.listProducts, { query });
    if (status !== 200) break;
    const page = body as Page;
    found.push(...page.items);
    after = page.next;
    yield person.draw.between(0.8, 1.6) * SECOND_MS;
  }
  return found;
}

function machine(world: World, person: Person, scopes: readonly string[]): Client {
  const client = connect(person, world.nowMs);
  client.credential = shopKey(person, scopes);
  world.signedIn(person, client);
  return client;
}

/** Software is updated now and then, and what was used once can be stolen since. */
function refresh(client: Client, world: World, person: Person): void {
  const { device, session } = connect(person, world.nowMs);
  client.device = device;
  client.session = session;
  world.signedIn(person, client);
}
