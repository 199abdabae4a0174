import type { Draw } from '../draw.ts';
import type { Account, Credential } from '../gateway/client.ts';
import { type ApiProfile, notFound, ok, problem, type ServerCall } from '../gateway/operation.ts';
import { DAY_MS, dateOf, MINUTE_MS } from '../time.ts';
import { definer, numberOf } from './define.ts';
import { loginAnswer } from './login.ts';
import { words } from './names.ts';

interface BankAccount {
  readonly id: string;
  readonly owner: string;
  readonly iban: string;
  readonly kind: string;
  balance: number;
}
interface Transfer {
  readonly id: string;
  readonly fromAccount: string;
  readonly toIban: string;
  readonly amount: number;
  readonly reference: string;
  status: string;
}
interface Payee {
  readonly id: string;
  readonly name: string;
  readonly iban: string;
}

const BANK: ApiProfile = {
  id: 'bank',
  host: 'api.bank.example',
  origin: 'http://10.0.5.20:8443',
  defined: true,
  contract: 'report',
  perMinute: 300,
  cookies: false,
};
const TOKEN_MS = 10 * MINUTE_MS;

/** A bank: accounts and transfers in two steps. Transfers have running numbers, and nobody checks whose a transfer or a statement is. */
export class Bank {
  readonly profile = BANK;
  readonly accounts = new Map<string, Account>();
  readonly #holdings = new Map<string, BankAccount[]>();
  readonly #byId = new Map<string, BankAccount>();
  readonly #transfers = new Map<string, Transfer>();
  readonly #payees = new Map<string, Payee[]>();
  #lastTransfer = 7_310_000;

  open(draw: Draw, account: Account, username: string): void {
    this.accounts.set(username, account);
    if (account.role !== 'customer') return;
    const holdings = Array.from({ length: draw.integer(1, 3) }, (_, index) => ({
      id: `${draw.integer(1_000_000_000, 9_999_999_999)}`,
      owner: account.owner,
      iban: iban(draw),
      kind: index === 0 ? 'current' : 'savings',
      balance: Math.round(draw.around(3000, 1) * 100) / 100,
    }));
    this.#holdings.set(account.owner, holdings);
    for (const holding of holdings) this.#byId.set(holding.id, holding);
    for (let index = draw.count(3); index > 0; index--)
      this.#add(draw, holdings[0]?.id ?? '', iban(draw), draw.integer(5, 900), 'rent').status = 'done';
    this.#payees.set(
      account.owner,
      Array.from({ length: draw.integer(1, 8) }, () => ({ id: draw.id('pye_'), name: words(draw, 2, 3), iban: iban(draw) })),
    );
  }

  get lastTransfer(): number {
    return this.#lastTransfer;
  }

  credential(account: Account, nowMs: number, draw: Draw): Credential {
    return {
      principal: {
        kind: 'jwt',
        subject: account.id,
        consumer: null,
        credential: account.role === 'customer' ? 'bank-idp#app' : 'bank-idp#workplace',
        issuer: 'https://login.bank.example',
        token: draw.hash96(),
        scopes: account.role === 'customer' ? ['accounts', 'transfers'] : ['accounts', 'customers'],
        roles: [account.role],
      },
      expiresMs: nowMs + TOKEN_MS,
      account,
    };
  }

  readonly operations = (() => {
    const define = definer(BANK);
    const own = ({ client }: ServerCall): readonly BankAccount[] => this.#holdings.get(client.credential?.account.owner ?? '') ?? [];
    const mine = (call: ServerCall): BankAccount | undefined => {
      const found = this.#byId.get(call.path['accountId'] ?? '');
      const account = call.client.credential?.account;
      return account?.role !== 'customer' || found?.owner === account.owner ? found : undefined;
    };
    return {
      login: define('login', 'POST /auth/login', { open: true, body: ['username', 'password'], latencyMs: 140 }, (call) =>
        loginAnswer(this.accounts, call, ({ id }) => ok({ accessToken: '***', refreshToken: '***', expiresIn: 600, userId: id })),
      ),
      refresh: define('refresh', 'POST /auth/refresh', { open: true, body: ['refreshToken'], latencyMs: 40 }, () =>
        ok({ accessToken: '***', refreshToken: '***', expiresIn: 600 }),
      ),
      listAccounts: define('listAccounts', 'GET /accounts', { latencyMs: 30 }, (call) =>
        ok({ accounts: own(call).map(({ id, iban: number, kind, balance }) => ({ id, iban: number, kind, balance, currency: 'EUR' })) }),
      ),
      getAccount: define('getAccount', 'GET /accounts/{accountId}', { latencyMs: 18 }, (call) => {
        const found = mine(call);
        return found === undefined ? notFound() : ok({ ...found, currency: 'EUR', opened: '2019-04-01' });
      }),
      listTransactions: define(
        'listTransactions',
        'GET /accounts/{accountId}/transactions',
        { query: ['from', 'to', 'limit', 'cursor'], latencyMs: 55 },
        (call) =>
          mine(call) === undefined
            ? notFound()
            : { ...ok(transactions(call)), extraMs: (call.query['from'] ?? '9') < '2000' ? call.draw.around(3500, 0.3) : 0 },
      ),
      getStatement: define('getStatement', 'GET /accounts/{accountId}/statements/{month}', { latencyMs: 120 }, ({ path, draw }) => {
        const found = this.#byId.get(path['accountId'] ?? '');
        return found === undefined ? notFound() : { status: 200, bytes: Math.round(draw.around(48_000, 0.3)) };
      }),
      listPayees: define('listPayees', 'GET /payees', {}, ({ client }) =>
        ok({ payees: this.#payees.get(client.credential?.account.owner ?? '') ?? [] }),
      ),
      createPayee: define('createPayee', 'POST /payees', { body: ['name', 'iban'], latencyMs: 70 }, ({ client, body, draw }) => {
        const payee = { id: draw.id('pye_'), name: String(body['name']), iban: String(body['iban']) };
        this.#payees.get(client.credential?.account.owner ?? '')?.push(payee);
        return { status: 201, body: payee };
      }),
      deletePayee: define('deletePayee', 'DELETE /payees/{payeeId}', {}, ({ client, path }) => {
        const payees = this.#payees.get(client.credential?.account.owner ?? '') ?? [];
        const index = payees.findIndex(({ id }) => id === path['payeeId']);
        if (index < 0) return notFound();
        payees.splice(index, 1);
        return { status: 204 };
      }),
      createTransfer: define(
        'createTransfer',
        'POST /transfers',
        { body: ['fromAccount', 'toIban', 'amount', 'currency', 'reference'], latencyMs: 90 },
        (call) => this.#create(call),
      ),
      confirmTransfer: define(
        'confirmTransfer',
        'POST /transfers/{transferId}/confirm',
        { body: ['code'], latencyMs: 150 },
        ({ path, body }) => {
          const transfer = this.#transfers.get(path['transferId'] ?? '');
          if (transfer === undefined) return notFound();
          if (body['code'] !== codeOf(transfer.id)) return problem(422, 'Wrong code');
          transfer.status = 'done';
          return ok(transfer);
        },
      ),
      executeTransfer: define('executeTransfer', 'POST /transfers/{transferId}/execute', { body: [], latencyMs: 210 }, ({ path }) => {
        const transfer = this.#transfers.get(path['transferId'] ?? '');
        return transfer === undefined ? notFound() : ok({ ...transfer, status: 'executed' });
      }),
      getTransfer: define('getTransfer', 'GET /transfers/{transferId}', { latencyMs: 15 }, ({ path }) => {
        const transfer = this.#transfers.get(path['transferId'] ?? '');
        return transfer === undefined ? notFound() : ok(transfer);
      }),
      getProfile: define('getProfile', 'GET /me', { latencyMs: 14 }, ({ client }) => ok(profile(client.credential?.account))),
      updateProfile: define('updateProfile', 'PATCH /me', { body: ['phone', 'email', 'language'] }, ({ client, body }) =>
        ok({ ...profile(client.credential?.account), ...body }),
      ),
      findCustomers: define('findCustomers', 'GET /customers', { query: ['q', 'limit'], latencyMs: 65 }, ({ query }) => {
        const wanted = (query['q'] ?? '').toLowerCase();
        const found = [...this.accounts.values()].filter(({ role, name }) => role === 'customer' && name.toLowerCase().includes(wanted));
        return ok({ customers: found.slice(0, numberOf(query['limit'], 10, 200)).map(({ owner, name }) => ({ id: owner, name })) });
      }),
      getCustomer: define('getCustomer', 'GET /customers/{customerId}', {}, ({ path }) => {
        const accounts = this.#holdings.get(path['customerId'] ?? '');
        return accounts === undefined ? notFound() : ok({ id: path['customerId'], accounts });
      }),
    };
  })();

  /** The code that the bank's text message holds. */
  code(transferId: string): string {
    return codeOf(transferId);
  }

  #create({ body, draw, client }: ServerCall) {
    const account = this.#byId.get(String(body['fromAccount']));
    if (account === undefined || account.owner !== client.credential?.account.owner) return notFound();
    const { toIban, amount, reference } = body;
    return { status: 201, body: this.#add(draw, account.id, String(toIban), Number(amount), String(reference)) };
  }

  #add(draw: Draw, fromAccount: string, toIban: string, amount: number, reference: string): Transfer {
    this.#lastTransfer += draw.integer(1, 3);
    const id = `${this.#lastTransfer}`;
    const transfer = { id, fromAccount, toIban, amount, reference, status: 'waiting' };
    this.#transfers.set(id, transfer);
    return transfer;
  }
}

function codeOf(transferId: string): string {
  return `${(Number(transferId) * 7919 + 104_729) % 1_000_000}`.padStart(6, '0');
}

function iban(draw: Draw): string {
  return `DE${draw.integer(10, 99)}${draw.integer(10_000_000, 99_999_999)}${draw.integer(1_000_000_000, 9_999_999_999)}`;
}

function profile(account: Account | undefined) {
  return { id: account?.id, name: account?.name, email: `${account?.id.slice(-6)}@example.org`, language: 'en' };
}

function transactions({ draw, query, nowMs }: ServerCall) {
  const length = Math.min(numberOf(query['limit'], 15, 500), draw.integer(8, 25));
  const entries = Array.from({ length }, (_, index) => ({
    id: draw.id('txn_'),
    date: dateOf(nowMs - index * DAY_MS),
    amount: -Math.round(draw.around(40, 1) * 100) / 100,
    counterparty: words(draw, 2, 3),
  }));
  return { transactions: entries, cursor: draw.chance(0.5) ? draw.hash96() : null };
}
