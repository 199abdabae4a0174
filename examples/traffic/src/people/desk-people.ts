import { projectsOf, type Ticket } from '../apis/desk.ts';
import { words } from '../apis/names.ts';
import type { Client } from '../gateway/client.ts';
import type { Script, Step } from '../scheduler/script.ts';
import { HOUR_MS } from '../time.ts';
import type { World } from '../world.ts';
import type { Person } from './person.ts';
import { call, moment, pause, signIn } from './steps.ts';

const COOKIE_HOURS = 10;

/** The cookie that a browser keeps over a working day, by person. */
const jars = new WeakMap<Person, { cookie: string; client: Client }>();

/** Works on tickets of the team. */
export function* ticketing(world: World, person: Person, client: Client): Script {
  const { draw, account } = person;
  const { operations } = world.desk;
  if (!(yield* signInToDesk(world, person, client))) return;
  yield moment(draw);
  if (draw.chance(0.4)) yield* call(world, person, client, operations.listProjects);
  const rounds = draw.integer(1, 4);
  for (let round = 0; round < rounds; round++) {
    yield pause(draw, 4);
    const rows = draw.chance(0.2) ? yield* searching(world, person, client) : yield* listing(world, person, client);
    const opened = draw.count(1.8);
    for (let index = 0; index < opened; index++) {
      const row = draw.among(rows);
      if (row === undefined) break;
      yield pause(draw, 5);
      yield* reading(world, person, client, row.id);
    }
    if (draw.chance(0.2)) {
      yield pause(draw, 60);
      const project = draw.among(projectsOf(account.owner)) ?? '';
      const body = { title: words(draw, 3, 8), description: words(draw, 6, 30), labels: ['question'] };
      yield* call(world, person, client, operations.createTicket, { path: { project }, body });
    }
  }
  if (draw.chance(0.1)) {
    yield* call(world, person, client, operations.logout, {});
    jars.delete(person);
  }
}

/** Looks after accounts and housekeeping. */
export function* administering(world: World, person: Person, client: Client): Script {
  const { draw, account } = person;
  const { operations } = world.desk;
  if (!(yield* signInToDesk(world, person, client))) return;
  const pages = draw.integer(1, 3);
  for (let page = 1; page <= pages; page++) {
    yield pause(draw, 6);
    yield* call(world, person, client, operations.listUsers, { query: { page } });
  }
  const rows = yield* listing(world, person, client);
  const removed = draw.count(0.6);
  for (let index = 0; index < removed; index++) {
    const row = draw.among(rows);
    if (row === undefined) break;
    yield pause(draw, 20);
    yield* call(world, person, client, operations.getTicket, { path: { ticket: `${row.id}` } });
    yield pause(draw, 8);
    yield* call(world, person, client, operations.deleteTicket, { path: { ticket: `${row.id}` } });
  }
  if (draw.chance(0.15))
    yield* call(world, person, client, operations.exportProject, { query: { project: projectsOf(account.owner)[0] ?? '', format: 'csv' } });
}

function* listing(world: World, person: Person, client: Client): Step<readonly Ticket[]> {
  const { draw, account } = person;
  const path = { project: draw.among(projectsOf(account.owner)) ?? '' };
  const query = { state: draw.pick(['open', 'open', 'all']), page: 1 };
  let answer = yield* call(world, person, client, world.desk.operations.listTickets, { path, query });
  if (draw.chance(0.25)) {
    yield pause(draw, 5);
    answer = yield* call(world, person, client, world.desk.operations.listTickets, { path, query: { ...query, page: 2 } });
  }
  return answer.status === 200 ? (answer.body as { tickets: readonly Ticket[] }).tickets : [];
}

function* searching(world: World, person: Person, client: Client): Step<readonly Ticket[]> {
  const q = words(person.draw, 1, 2).toLowerCase();
  const { status, body } = yield* call(world, person, client, world.desk.operations.search, { query: { q } });
  return status === 200 ? (body as { results: readonly Ticket[] }).results : [];
}

function* reading(world: World, person: Person, client: Client, id: number): Script {
  const { draw } = person;
  const { operations } = world.desk;
  const path = { ticket: `${id}` };
  const { status, body } = yield* call(world, person, client, operations.getTicket, { path });
  if (status !== 200) return;
  const ticket = body as Ticket;
  if (draw.chance(0.3)) {
    yield moment(draw);
    yield* call(world, person, client, operations.getUser, { path: { user: ticket.reporter.id } });
  }
  const attachment = draw.among(ticket.attachments);
  if (attachment !== undefined && draw.chance(0.6)) {
    yield pause(draw, 3);
    yield* call(world, person, client, operations.getAttachment, { path: { ...path, attachment: `${attachment.id}` } });
  }
  yield pause(draw, 25);
  if (draw.chance(0.4)) yield* call(world, person, client, operations.addComment, { path, body: { text: words(draw, 4, 25) } });
  if (draw.chance(0.25)) {
    yield pause(draw, 5);
    const change = draw.chance(0.6) ? { state: draw.pick(['in-progress', 'done', 'open']) } : { assignee: person.account.id };
    yield* call(world, person, client, operations.updateTicket, { path, body: change });
  }
}

function* signInToDesk(world: World, person: Person, client: Client): Step<boolean> {
  const jar = jars.get(person);
  const valid = jar?.client.credential !== null && (jar?.client.credential.expiresMs ?? 0) > world.nowMs;
  if (jar !== undefined && valid && jar.client.device.family === client.device.family) {
    client.cookie = jar.cookie;
    client.credential = jar.client.credential;
    client.device = jar.client.device;
    return true;
  }
  client.cookie = person.draw.hash96();
  const { account } = person;
  const principal = { kind: 'anonymous', subject: 'anonymous', consumer: null, credential: null } as const;
  const done = yield* signIn(world, person, client, world.desk.operations.login, () => ({
    principal,
    expiresMs: world.nowMs + COOKIE_HOURS * HOUR_MS,
    account,
  }));
  if (done) jars.set(person, { cookie: client.cookie, client });
  return done;
}
