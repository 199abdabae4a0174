import type { Client } from '../gateway/client.ts';
import type { Input } from '../gateway/gateway.ts';
import type { Answer, Operation } from '../gateway/operation.ts';
import type { Script, Step } from '../scheduler/script.ts';
import { DAY_MS, dateOf } from '../time.ts';
import type { World } from '../world.ts';
import type { Person } from './person.ts';
import { call, moment, pause, signIn } from './steps.ts';

interface Holding {
  readonly id: string;
  readonly balance: number;
}

/** Looks at accounts, pays somebody now and then. */
export function* banking(world: World, person: Person, client: Client): Script {
  const { draw } = person;
  const { operations } = world.bank;
  if (!(yield* signInToBank(world, person, client))) return;
  yield moment(draw);
  const isApp = client.device.family.kind === 'app';
  if (isApp || draw.chance(0.5)) yield* bankCall(world, person, client, operations.getProfile);
  yield moment(draw);
  const { status, body } = yield* bankCall(world, person, client, operations.listAccounts);
  const holdings = status === 200 ? (body as { accounts: readonly Holding[] }).accounts : [];
  const looks = 1 + draw.count(0.8);
  for (let look = 0; look < looks; look++) {
    const holding = look === 0 ? holdings[0] : draw.among(holdings);
    if (holding === undefined) return;
    yield pause(draw, 4);
    if (draw.chance(0.4)) yield* bankCall(world, person, client, operations.getAccount, { path: { accountId: holding.id } });
    yield moment(draw);
    yield* transactions(world, person, client, holding.id);
    if (draw.chance(0.05)) {
      yield pause(draw, 8);
      const month = dateOf(world.nowMs - draw.integer(1, 6) * 30 * DAY_MS).slice(0, 7);
      yield* bankCall(world, person, client, operations.getStatement, { path: { accountId: holding.id, month } });
    }
  }
  if (draw.chance(0.22)) yield* transferring(world, person, client, holdings[0]);
  if (draw.chance(0.02)) {
    yield pause(draw, 10);
    yield* bankCall(world, person, client, operations.updateProfile, { body: { language: draw.pick(['en', 'de', 'fr']) } });
  }
}

function* transactions(world: World, person: Person, client: Client, accountId: string): Script {
  const { draw } = person;
  const days = draw.pick([30, 30, 30, 90]);
  const query = { from: dateOf(world.nowMs - days * DAY_MS), limit: 15 };
  const path = { accountId };
  let { body } = yield* bankCall(world, person, client, world.bank.operations.listTransactions, { path, query });
  const more = draw.count(0.4);
  for (let page = 0; page < more; page++) {
    const cursor = (body as { cursor?: string | null } | undefined)?.cursor;
    if (typeof cursor !== 'string') return;
    yield pause(draw, 7);
    ({ body } = yield* bankCall(world, person, client, world.bank.operations.listTransactions, { path, query: { ...query, cursor } }));
  }
}

/** Payee, transfer, code from a text message, result. */
function* transferring(world: World, person: Person, client: Client, holding: Holding | undefined): Script {
  if (holding === undefined) return;
  const { draw } = person;
  const { operations } = world.bank;
  yield pause(draw, 5);
  const { status, body } = yield* bankCall(world, person, client, operations.listPayees);
  const payees = status === 200 ? (body as { payees: readonly { readonly id: string; readonly iban: string }[] }).payees : [];
  let payee = draw.among(payees);
  if (payee === undefined || draw.chance(0.15)) {
    yield pause(draw, 30);
    const iban = `DE${draw.integer(10, 99)}${draw.integer(10_000_000, 99_999_999)}${draw.integer(1_000_000_000, 9_999_999_999)}`;
    const made = yield* bankCall(world, person, client, operations.createPayee, {
      body: { name: draw.pick(['Rent', 'Sports club', 'Anna', 'Electricity']), iban },
    });
    payee = made.status === 201 ? (made.body as { readonly id: string; readonly iban: string }) : undefined;
  }
  if (payee === undefined) return;
  yield pause(draw, 20);
  const amount = Math.min(Math.round(draw.around(60, 1.1) * 100) / 100, 5000);
  const transfer = {
    fromAccount: holding.id,
    toIban: payee.iban,
    amount,
    currency: 'EUR',
    reference: draw.pick(['rent', 'thanks', 'invoice', 'march', 'gift']),
  };
  const created = yield* bankCall(world, person, client, operations.createTransfer, { body: transfer });
  if (created.status !== 201) return;
  const { id: transferId } = created.body as { id: string };
  const path = { transferId };
  yield pause(draw, 18);
  if (draw.chance(0.05)) {
    yield* bankCall(world, person, client, operations.confirmTransfer, { path, body: { code: `${draw.integer(100_000, 999_999)}` } });
    yield pause(draw, 12);
  }
  if (draw.chance(0.04)) return;
  yield* bankCall(world, person, client, operations.confirmTransfer, { path, body: { code: world.bank.code(transferId) } });
  yield moment(draw);
  yield* bankCall(world, person, client, operations.executeTransfer, { path });
  yield pause(draw, 3);
  if (draw.chance(0.5)) yield* bankCall(world, person, client, operations.getTransfer, { path });
}

/** Serves customers at the counter: finds one, looks at the accounts. */
export function* serving(world: World, person: Person, client: Client): Script {
  const { draw } = person;
  const { operations } = world.bank;
  if (!(yield* signInToBank(world, person, client))) return;
  const served = draw.integer(1, 5);
  for (let index = 0; index < served; index++) {
    yield pause(draw, 20);
    const q = draw.pick(['silva', 'meyer', 'brown', 'kim', 'novak', 'costa', 'weber', 'jones', 'patel', 'rossi']);
    const { status, body } = yield* bankCall(world, person, client, operations.findCustomers, { query: { q, limit: 10 } });
    const found = status === 200 ? draw.among((body as { customers: readonly { readonly id: string }[] }).customers) : undefined;
    if (found === undefined) continue;
    yield pause(draw, 8);
    const shown = yield* bankCall(world, person, client, operations.getCustomer, { path: { customerId: found.id } });
    const holding = shown.status === 200 ? draw.among((shown.body as { accounts: readonly Holding[] }).accounts) : undefined;
    if (holding === undefined || draw.chance(0.3)) continue;
    yield pause(draw, 12);
    yield* transactions(world, person, client, holding.id);
  }
}

function* signInToBank(world: World, person: Person, client: Client): Step<boolean> {
  const { bank } = world;
  return yield* signIn(world, person, client, bank.operations.login, () => bank.credential(person.account, world.nowMs, person.draw));
}

/** A call with a token that is still valid: software takes a new one in time. */
function* bankCall(world: World, person: Person, client: Client, operation: Operation, input?: Input): Step<Answer> {
  if (client.credential !== null && client.credential.expiresMs <= world.nowMs) {
    client.credential = null;
    yield* call(world, person, client, world.bank.operations.refresh, { body: { refreshToken: '***' } });
    client.credential = world.bank.credential(person.account, world.nowMs, person.draw);
    world.signedIn(person, client);
    yield moment(person.draw);
  }
  return yield* call(world, person, client, operation, input);
}
