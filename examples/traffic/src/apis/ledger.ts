import type { Draw } from '../draw.ts';
import type { Account, Credential } from '../gateway/client.ts';
import { type ApiProfile, notFound, ok, type ServerCall } from '../gateway/operation.ts';
import { dateOf } from '../time.ts';
import { definer, numberOf } from './define.ts';
import { words } from './names.ts';

interface Invoice {
  readonly number: string;
  readonly company: string;
  readonly customer: { readonly name: string; readonly vat: string; readonly email: string };
  readonly lines: readonly { readonly text: string; readonly quantity: number; readonly net: number }[];
  readonly total: number;
  state: string;
}

export const LEDGER: ApiProfile = {
  id: 'ledger',
  host: 'ledger.internal.example',
  origin: 'http://10.0.3.8:7000',
  defined: false,
  contract: 'none',
  perMinute: 1500,
  cookies: false,
};
const MOST_KEPT = 6000;

/** Book-keeping for several companies, used by machines in batches and by accountants with Basic authentication. Nobody checks whose an invoice is. */
export class Ledger {
  readonly profile = LEDGER;
  readonly accounts = new Map<string, Account>();
  readonly #invoices = new Map<string, Invoice>();
  readonly #numbers: string[] = [];
  readonly #ofCompany = new Map<string, string[]>();
  #last = 240_100;

  fill(draw: Draw, company: string, length: number): void {
    for (let index = 0; index < length; index++) this.#add(company, invoiceInput(draw));
  }

  get last(): number {
    return this.#last;
  }

  key(account: Account, id: string): Credential {
    return {
      principal: {
        kind: 'apiKey',
        subject: account.owner,
        consumer: account.owner,
        credential: id,
        application: `${account.owner}-${account.role}`,
        scopes: [],
      },
      expiresMs: Infinity,
      account,
    };
  }

  person(account: Account): Credential {
    return {
      principal: { kind: 'basic', subject: account.id, consumer: account.id, credential: account.id, scopes: [], roles: [account.role] },
      expiresMs: Infinity,
      account,
    };
  }

  readonly operations = (() => {
    const define = definer(LEDGER);
    const company = ({ client }: ServerCall): string => client.credential?.account.owner ?? '';
    return {
      listInvoices: define('listInvoices', 'GET /v1/invoices', { latencyMs: 70 }, (call) => {
        const own = this.#ofCompany.get(company(call)) ?? [];
        const start = Number(call.query['offset'] ?? '0') || 0;
        const numbers = own.toReversed().slice(start, start + numberOf(call.query['limit'], 20, 500));
        return ok({ invoices: numbers.flatMap((number) => this.#brief(number)), total: own.length });
      }),
      getInvoice: define('getInvoice', 'GET /v1/invoices/{number}', { latencyMs: 20 }, ({ path }) => {
        const found = this.#invoices.get(path['number'] ?? '');
        return found === undefined ? notFound() : ok(found);
      }),
      createInvoices: define('createInvoices', 'POST /v1/invoices/batch', { latencyMs: 260 }, (call) => {
        const given = Array.isArray(call.body['invoices']) ? (call.body['invoices'] as InvoiceInput[]) : [];
        return { status: 201, body: { created: given.map((input) => this.#add(company(call), input).number) } };
      }),
      updateInvoice: define('updateInvoice', 'PUT /v1/invoices/{number}', {}, ({ path, body }) => {
        const found = this.#invoices.get(path['number'] ?? '');
        if (found === undefined) return notFound();
        found.state = String(body['state']);
        return ok(found);
      }),
      addPayment: define('addPayment', 'POST /v1/payments', { latencyMs: 50 }, ({ body, draw }) => ({
        status: 201,
        body: { id: draw.id('lp_'), invoice: body['invoice'], amount: body['amount'] },
      })),
      getReport: define('getReport', 'GET /v1/reports/{name}', { latencyMs: 420 }, ({ path, draw }) =>
        ok({
          name: path['name'],
          rows: Array.from({ length: 12 }, (_, month) => ({ month: month + 1, net: draw.integer(10_000, 90_000) })),
        }),
      ),
      exportAll: define('exportAll', 'GET /v1/export', { latencyMs: 300 }, ({ query }) => {
        const start = Number(query['cursor'] ?? '0') || 0;
        const numbers = this.#numbers.slice(start, start + 25);
        const next = start + numbers.length;
        return ok({
          invoices: numbers.flatMap((number) => this.#invoices.get(number) ?? []),
          cursor: next < this.#numbers.length ? `${next}` : null,
        });
      }),
    };
  })();

  #brief(number: string) {
    const found = this.#invoices.get(number);
    return found === undefined ? [] : [{ number, customer: found.customer.name, total: found.total, state: found.state }];
  }

  #add(company: string, { customer, lines }: InvoiceInput): Invoice {
    const number = `${++this.#last}`;
    const total = lines.reduce((sum, line) => sum + line.net, 0);
    const invoice = { number, company, customer, lines, total, state: 'open' };
    this.#invoices.set(number, invoice);
    this.#numbers.push(number);
    const own = this.#ofCompany.get(company);
    if (own === undefined) this.#ofCompany.set(company, [number]);
    else own.push(number);
    if (this.#numbers.length > MOST_KEPT) this.#archive();
    return invoice;
  }

  /** What is old goes elsewhere, so that the simulation's memory is bounded. */
  #archive(): void {
    for (const number of this.#numbers.splice(0, MOST_KEPT / 2)) {
      const company = this.#invoices.get(number)?.company ?? '';
      this.#invoices.delete(number);
      const own = this.#ofCompany.get(company);
      if (own?.[0] === number) own.shift();
    }
  }
}

export type InvoiceInput = Pick<Invoice, 'customer' | 'lines'>;

export function invoiceInput(draw: Draw): InvoiceInput {
  const name = words(draw, 1, 2);
  return {
    customer: {
      name: `${name} Ltd`,
      vat: `DE${draw.integer(100_000_000, 999_999_999)}`,
      email: `billing@${name.toLowerCase().replaceAll(' ', '-')}.example`,
    },
    lines: Array.from({ length: draw.integer(1, 4) }, () => ({
      text: words(draw, 2, 5),
      quantity: draw.integer(1, 20),
      net: Math.round(draw.around(180, 0.8)),
    })),
  };
}

export function monthOf(timeMs: number): string {
  return dateOf(timeMs).slice(0, 7);
}
