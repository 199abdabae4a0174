import { customerActions } from './customer-actions.ts';
import { Random } from './random.ts';
import { scan } from './scanner.ts';
import { STAFF_ACTIONS } from './staff-actions.ts';
import { Client, type UserCall, type UserRequest } from './user-call.ts';
import { type Action, json, World } from './world.ts';

export interface UsersOptions {
  /** The same seed gives the same calls, as far as the shop gives the same answers. */
  readonly seed: number;
  readonly calls: number;
  /** The share of calls that come from a scanner instead; 0 where absent. */
  readonly scanner?: number;
}

interface User {
  readonly name: string;
  readonly token: string;
  readonly actions: readonly (readonly [number, Action])[];
  readonly world: World;
}

/** How often whom: customers, then machines of partners, then staff, then strangers. */
const CUSTOMERS = ['ana', 'ben', 'chloe', 'dev'] as const;
const PARTNERS = ['acme-orders', 'globex-orders'] as const;
const STAFF = 'olivia';
const LOGINS = 0.01;
const STRANGERS = 0.04;
const STAFF_SHARE = 0.3;
const SCANNER = '192.0.2.66';

/**
 * The users of the shop at work, over a socket: customers and partners who look around, order and pay, staff who ship and refund, strangers without a
 * login, all of them with mistakes. Yields each call with its answer. `url` is that of a shop with its demo data.
 */
export async function* playUsers(url: string, { seed, calls, scanner = 0 }: UsersOptions): AsyncGenerator<UserCall> {
  const random = new Random(seed);
  const strangers = new World(random);
  const client = new Client(url);
  const users = new Map<string, User>();
  try {
    for (let made = 0; made < calls; made++) {
      if (random.chance(scanner)) {
        const sent = scan(random);
        yield { ...sent, caller: SCANNER, credentials: [], ...(await client.send(sent)) };
        continue;
      }
      const name = nextName(random);
      const user = name === undefined ? undefined : users.get(name);
      if (name !== undefined && (user === undefined || random.chance(LOGINS))) {
        const call = await logIn(client, name, random.chance(0.1) && user !== undefined);
        const found = loggedIn(name, call, user?.world ?? new World(random));
        if (found !== undefined) users.set(name, found);
        yield call;
        continue;
      }
      const sent = user === undefined ? stranger(strangers) : random.weighted(user.actions)?.(user.world);
      if (sent === undefined) continue;
      const call = await sendAs(client, user, sent, random);
      (user?.world ?? strangers).learn(call, call.responseBody);
      yield call;
    }
  } finally {
    client.close();
  }
}

function nextName(random: Random): string | undefined {
  if (random.chance(STRANGERS)) return undefined;
  if (random.chance(STAFF_SHARE)) return STAFF;
  return random.chance(0.3) ? random.pick<string>([...PARTNERS]) : random.pick<string>([...CUSTOMERS]);
}

async function logIn(client: Client, name: string, isMistaken: boolean): Promise<UserCall> {
  const sent = json('POST', '/sessions', { username: name, password: isMistaken ? 'mistaken' : `${name}-demo-password` });
  return { ...sent, caller: addressOf(name), credentials: [], ...(await client.send(sent)) };
}

function loggedIn(name: string, { status, responseBody }: UserCall, world: World): User | undefined {
  if (status !== 201) return undefined;
  const { accessToken, customerId } = JSON.parse(responseBody) as { readonly accessToken: string; readonly customerId: string | null };
  return { name, token: accessToken, actions: customerId === null ? STAFF_ACTIONS : customerActions(customerId), world };
}

async function sendAs(client: Client, user: User | undefined, sent: UserRequest, random: Random): Promise<UserCall> {
  const caller = user?.name ?? `198.51.100.${random.integer(1, 20)}`;
  const headers = { ...sent.headers, ...(user !== undefined && { authorization: `Bearer ${user.token}` }) };
  const answer = await client.send({ ...sent, headers });
  return { ...sent, headers, caller, credentials: user === undefined ? [] : ['bearer'], ...answer };
}

/** Who has not logged in: looks at what there is, and is turned away. */
function stranger(world: World): UserRequest {
  const order = world.id('orders') ?? 'ord_8wpd1jfrmxrb6cv2';
  const targets = ['/products', `/orders/${order}`, '/admin/orders', '/admin/customers'] as const;
  return { method: 'GET', target: world.random.pick([...targets]) };
}

function addressOf(name: string): string {
  return `203.0.113.${[...CUSTOMERS, ...PARTNERS, STAFF].findIndex((known) => known === name) + 10}`;
}
