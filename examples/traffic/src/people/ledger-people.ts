import { invoiceInput, monthOf } from '../apis/ledger.ts';
import type { Client } from '../gateway/client.ts';
import type { Script } from '../scheduler/script.ts';
import { DAY_MS, dateOf, EPOCH_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time.ts';
import type { World } from '../world.ts';
import { connect } from './connect.ts';
import type { Person } from './person.ts';
import { call, pause } from './steps.ts';

interface Row {
  readonly number: string;
}

/** The ERP of a company: polls all day, and sends the day's invoices in batches at night. */
export function* batching(world: World, person: Person): Script {
  const { draw } = person;
  const { operations } = world.ledger;
  const nightHour = draw.integer(0, 3);
  const client = machine(world, person);
  yield draw.between(0, 15 * MINUTE_MS);
  let lastNight = -1;
  for (;;) {
    client.device = connect(person, world.nowMs).device;
    world.signedIn(person, client);
    const day = Math.floor((world.nowMs - EPOCH_MS) / DAY_MS);
    if (new Date(world.nowMs).getUTCHours() === nightHour && day !== lastNight) {
      lastNight = day;
      yield* night(world, person, client);
    }
    const { status, body } = yield* call(world, person, client, operations.listInvoices, {
      query: { state: 'open', offset: 0, limit: 20 },
    });
    const rows = status === 200 ? (body as { invoices: readonly Row[] }).invoices : [];
    const paid = draw.count(0.7);
    for (let index = 0; index < paid; index++) {
      const row = draw.among(rows);
      if (row === undefined) break;
      yield draw.between(100, 600);
      yield* call(world, person, client, operations.getInvoice, { path: { number: row.number } });
      yield draw.between(60, 200);
      yield* call(world, person, client, operations.addPayment, {
        body: { invoice: row.number, amount: Math.round(draw.around(300, 0.9)), date: dateOf(world.nowMs) },
      });
    }
    yield 15 * MINUTE_MS + draw.between(-5, 5) * SECOND_MS;
  }
}

function* night(world: World, person: Person, client: Client): Script {
  const { draw } = person;
  const batches = draw.integer(4, 10);
  for (let batch = 0; batch < batches; batch++) {
    const invoices = Array.from({ length: draw.integer(5, 15) }, () => invoiceInput(draw));
    yield* call(world, person, client, world.ledger.operations.createInvoices, {
      body: { batch: `${dateOf(world.nowMs)}-${batch}`, invoices },
    });
    yield draw.between(0.4, 2) * SECOND_MS;
  }
}

/** A partner that is allowed to take everything, every night, for a backup. */
export function* exporting(world: World, person: Person): Script {
  const { draw } = person;
  const client = machine(world, person);
  for (let day = 0; day < world.days; day++) {
    const startMs = EPOCH_MS + day * DAY_MS + 2.5 * HOUR_MS + draw.between(0, 10) * MINUTE_MS;
    yield Math.max(1, startMs - world.nowMs);
    client.device = connect(person, world.nowMs).device;
    let cursor: string | null = '0';
    while (cursor !== null) {
      const query: Record<string, string> = { cursor, format: 'full' };
      const { status, body } = yield* call(world, person, client, world.ledger.operations.exportAll, { query });
      if (status !== 200) break;
      ({ cursor } = body as { cursor: string | null });
      yield draw.between(0.6, 1.4) * SECOND_MS;
    }
  }
}

/** An accountant: looks invoices up, corrects some, and runs reports at the end of the month. */
export function* accounting(world: World, person: Person, client: Client): Script {
  const { draw, account, username } = person;
  const { operations } = world.ledger;
  if (draw.chance(0.06)) {
    world.send(client, operations.listInvoices, { query: { offset: 0, limit: 50 }, basic: { username, right: false } });
    yield pause(draw, 6);
  }
  client.credential = world.ledger.person(account);
  const pages = draw.integer(1, 3);
  for (let page = 0; page < pages; page++) {
    const { status, body } = yield* call(world, person, client, operations.listInvoices, { query: { offset: page * 50, limit: 50 } });
    const rows = status === 200 ? (body as { invoices: readonly Row[] }).invoices : [];
    const opened = draw.count(4);
    for (let index = 0; index < opened; index++) {
      const row = draw.among(rows);
      if (row === undefined) break;
      yield pause(draw, 12);
      yield* call(world, person, client, operations.getInvoice, { path: { number: row.number } });
      if (draw.chance(0.2)) {
        yield pause(draw, 40);
        yield* call(world, person, client, operations.updateInvoice, {
          path: { number: row.number },
          body: { state: draw.pick(['paid', 'reminded', 'open']), note: 'checked' },
        });
      }
    }
    yield pause(draw, 8);
  }
  if (draw.chance(new Date(world.nowMs).getUTCDate() > 27 ? 0.6 : 0.1)) {
    const name = draw.pick(['vat', 'open-items', 'revenue']);
    yield* call(world, person, client, operations.getReport, { path: { name }, query: { month: monthOf(world.nowMs) } });
  }
}

function machine(world: World, person: Person): Client {
  const client = connect(person, world.nowMs);
  client.credential = world.ledger.key(person.account, `${person.account.owner}-${person.account.role}`);
  world.signedIn(person, client);
  return client;
}
