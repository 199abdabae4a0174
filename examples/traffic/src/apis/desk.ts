import type { Draw } from '../draw.ts';
import type { Account } from '../gateway/client.ts';
import { type Answer, type ApiProfile, notFound, ok, problem, type ServerCall } from '../gateway/operation.ts';
import { DAY_MS } from '../time.ts';
import { definer, numberOf } from './define.ts';
import { loginAnswer } from './login.ts';
import { words } from './names.ts';

export interface Ticket {
  readonly id: number;
  readonly project: string;
  title: string;
  state: string;
  readonly reporter: { readonly id: string; readonly name: string };
  assignee: string | null;
  readonly labels: readonly string[];
  readonly created: string;
  readonly comments: { readonly id: number; readonly author: string; readonly text: string }[];
  readonly attachments: readonly { readonly id: number; readonly name: string; readonly bytes: number }[];
}

export const DESK: ApiProfile = {
  id: 'desk',
  host: 'desk.example',
  origin: 'http://10.0.7.5:8000',
  defined: false,
  contract: 'none',
  perMinute: 600,
  cookies: true,
};
const PAGE = 10;
const MOST_COMMENTS = 6;
const MOST_FOUND = 400;

/** Tickets of teams: an old server without a definition, with cookies, running numbers, and no check that a ticket is of the caller's team. */
export class Desk {
  readonly profile = DESK;
  readonly accounts = new Map<string, Account>();
  readonly #tickets = new Map<number, Ticket>();
  readonly #ofProject = new Map<string, number[]>();
  #lastTicket = 48_200;
  #lastComment = 310_500;

  open(account: Account, username: string): void {
    this.accounts.set(username, account);
  }

  /** Starts a project with tickets in it. */
  openProject(draw: Draw, project: string, members: readonly Account[], nowMs: number, length: number): void {
    for (let index = 0; index < length; index++) {
      const member = draw.among(members);
      if (member !== undefined) this.#add(draw, project, member, words(draw, 3, 8), nowMs - draw.between(1, 60) * DAY_MS);
    }
  }

  get lastTicket(): number {
    return this.#lastTicket;
  }
  ticket(id: number): Ticket | undefined {
    return this.#tickets.get(id);
  }

  readonly operations = (() => {
    const define = definer(DESK);
    const change = (call: ServerCall, act: (ticket: Ticket) => Answer): Answer =>
      signedIn(call, () => {
        const found = this.#tickets.get(Number(call.path['ticket']));
        return found === undefined ? notFound() : act(found);
      });
    return {
      login: define('login', 'POST /login', { form: true, latencyMs: 110 }, (call) =>
        loginAnswer(this.accounts, call, ({ id, name }) => ok({ user: { id, name } })),
      ),
      logout: define('logout', 'POST /logout', {}, () => ({ status: 204 })),
      listProjects: define('listProjects', 'GET /api/projects', {}, (call) =>
        signedIn(call, ({ owner }) => ok({ projects: projectsOf(owner).map((id) => ({ id, name: `Project ${id}` })) })),
      ),
      listTickets: define('listTickets', 'GET /api/projects/{project}/tickets', { latencyMs: 45 }, (call) =>
        signedIn(call, () => {
          const ids = this.#ofProject.get(call.path['project'] ?? '');
          if (ids === undefined) return notFound();
          const start = (numberOf(call.query['page'], 1, 10_000) - 1) * PAGE;
          const { length } = ids;
          const shown = ids.slice(Math.max(0, length - start - PAGE), Math.max(0, length - start)).toReversed();
          return ok({ tickets: shown.flatMap((id) => brief(this.#tickets.get(id))), total: length });
        }),
      ),
      getTicket: define('getTicket', 'GET /api/tickets/{ticket}', { latencyMs: 22 }, (call) => change(call, (found) => ok(found))),
      createTicket: define('createTicket', 'POST /api/projects/{project}/tickets', { latencyMs: 60 }, (call) =>
        signedIn(call, (account) => {
          const ticket = this.#add(call.draw, call.path['project'] ?? '', account, String(call.body['title']), call.nowMs);
          return { status: 201, body: ticket };
        }),
      ),
      updateTicket: define('updateTicket', 'PATCH /api/tickets/{ticket}', { latencyMs: 40 }, (call) =>
        change(call, (found) => {
          const { state = found.state, assignee = found.assignee } = call.body;
          return ok(Object.assign(found, { state, assignee }));
        }),
      ),
      deleteTicket: define('deleteTicket', 'DELETE /api/tickets/{ticket}', {}, (call) =>
        change(call, (found) => {
          this.#tickets.delete(found.id);
          return { status: 204 };
        }),
      ),
      addComment: define('addComment', 'POST /api/tickets/{ticket}/comments', { latencyMs: 50 }, (call) =>
        change(call, (found) => {
          const comment = { id: ++this.#lastComment, author: call.client.credential?.account.id ?? '', text: String(call.body['text']) };
          found.comments.push(comment);
          if (found.comments.length > MOST_COMMENTS) found.comments.shift();
          return { status: 201, body: comment };
        }),
      ),
      getAttachment: define('getAttachment', 'GET /api/tickets/{ticket}/attachments/{attachment}', { latencyMs: 70 }, (call) =>
        change(call, ({ attachments }) => {
          const found = attachments.find(({ id }) => `${id}` === call.path['attachment']);
          return found === undefined ? notFound() : { status: 200, bytes: found.bytes };
        }),
      ),
      search: define('search', 'GET /api/search', { latencyMs: 90 }, (call) =>
        signedIn(call, ({ owner }) => {
          const wanted = (call.query['q'] ?? '').toLowerCase();
          if (wanted.endsWith('(')) return problem(500, 'Unbalanced parenthesis');
          if (wanted === '*') return ok({ results: [...this.#tickets.values()].slice(0, MOST_FOUND).flatMap((ticket) => brief(ticket)) });
          const own = projectsOf(owner).flatMap((project) => this.#ofProject.get(project)?.slice(-80) ?? []);
          const found = own.flatMap((id) => brief(this.#tickets.get(id))).filter(({ title }) => title.toLowerCase().includes(wanted));
          return ok({ results: found.slice(0, PAGE) });
        }),
      ),
      getUser: define('getUser', 'GET /api/users/{user}', { latencyMs: 12 }, (call) =>
        signedIn(call, () => {
          const user = { id: call.path['user'], name: `User ${call.path['user']?.slice(-4)}`, team: 'support' };
          return ok(call.headers.some(([name]) => name === 'accept-version') ? { ...user, ...internal(call.draw) } : user);
        }),
      ),
      listUsers: define('listUsers', 'GET /api/admin/users', { latencyMs: 80 }, (call) =>
        signedIn(call, () => {
          const start = (numberOf(call.query['page'], 1, 1000) - 1) * 25;
          const users = [...this.accounts.entries()].slice(start, start + 25);
          return ok({ users: users.map(([username, { id, name, role }]) => ({ id, name, role, email: `${username}@example.org` })) });
        }),
      ),
      exportProject: define('exportProject', 'GET /api/export', { latencyMs: 900 }, (call) =>
        signedIn(call, () => ({ status: 200, bytes: Math.round(call.draw.around(700_000, 0.4)) })),
      ),
    };
  })();

  #add(draw: Draw, project: string, reporter: Account, title: string, timeMs: number): Ticket {
    const ticket: Ticket = {
      id: ++this.#lastTicket,
      project,
      title,
      state: 'open',
      reporter: { id: reporter.id, name: reporter.name },
      assignee: null,
      labels: [draw.pick(['bug', 'question', 'billing', 'hardware'])],
      created: new Date(timeMs).toISOString(),
      comments: [],
      attachments: draw.chance(0.25)
        ? [{ id: draw.integer(100_000, 999_999), name: 'screenshot.png', bytes: Math.round(draw.around(90_000, 0.6)) }]
        : [],
    };
    this.#tickets.set(ticket.id, ticket);
    const list = this.#ofProject.get(project);
    if (list === undefined) this.#ofProject.set(project, [ticket.id]);
    else list.push(ticket.id);
    return ticket;
  }
}

/** A team has projects of its own, and one that it shares with its neighbour. */
export function projectsOf(team: string): readonly string[] {
  const number = Number(team.slice('team'.length));
  return [`P${number}A`, `P${number}B`, `S${Math.floor(number / 2)}`];
}

function signedIn(call: ServerCall, act: (account: Account) => Answer): Answer {
  const { credential, cookie } = call.client;
  return credential === null || cookie === null || credential.expiresMs <= call.nowMs
    ? problem(401, 'Please log in')
    : act(credential.account);
}

/** What an old version of the server answered with as well. */
function internal(draw: Draw) {
  return {
    passwordHash: `$2b$10$${draw.hash96()}${draw.hash96()}`,
    privateEmail: `${draw.pick(['ana', 'ben', 'eva'])}${draw.integer(10, 99)}@mail.example`,
    phone: `+49${draw.integer(1_500_000_000, 1_799_999_999)}`,
    lastLogin: { address: `10.${draw.integer(0, 9)}.4.${draw.integer(1, 254)}` },
  };
}

function brief(ticket: Ticket | undefined) {
  if (ticket === undefined) return [];
  const { id, project, title, state, assignee, labels, created } = ticket;
  return [{ id, project, title, state, assignee, labels, created }];
}
