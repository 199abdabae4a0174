import type { Draw } from '../draw.ts';
import type { Account, Credential } from '../gateway/client.ts';
import { type ApiProfile, notFound, ok, problem, type ServerCall } from '../gateway/operation.ts';
import { DAY_MS, dateOf, MINUTE_MS } from '../time.ts';
import { definer } from './define.ts';
import { loginAnswer } from './login.ts';
import { city, words } from './names.ts';
import { type Customer, type Order, type Product, pageOf, payment, product } from './shop-objects.ts';

export const SHOP: ApiProfile = {
  id: 'shop',
  host: 'shop.example',
  origin: 'http://10.0.4.11:3000',
  defined: true,
  contract: 'report',
  perMinute: 300,
  cookies: false,
};
export const COUPONS = ['SPRING26', 'WELCOME10', 'MUGS4ALL'] as const;
/** The form of vouchers, each of which is given to one person. */
const VOUCHER = /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/;
const SCOPES = ['products:read', 'orders:read', 'orders:write', 'customers:read', 'customers:write', 'payments:write'];
const TOKEN_MS = 15 * MINUTE_MS;

/** The shop of examples/shop with coupons beside, and without a check of whom an order belongs to: what is known of it for years to be repaired. */
export class Shop {
  readonly profile = SHOP;
  readonly products: Product[];
  readonly orders = new Map<string, Order>();
  readonly accounts = new Map<string, Account>();
  /** Vouchers that were used, latest last. */
  readonly vouchers: string[] = [];
  readonly #ordersOf = new Map<string, string[]>();
  readonly #customers = new Map<string, Customer>();
  readonly #customerList: Customer[] = [];
  readonly #latest: string[] = [];
  /** From when on a version of the shop is live that knows ratings and reviews. */
  readonly reviewsFromMs: number;
  /** Set by a release that leaks. */
  leaksFromMs = Infinity;
  leaksUntilMs = Infinity;

  constructor(draw: Draw, reviewsFromMs: number) {
    this.reviewsFromMs = reviewsFromMs;
    this.products = Array.from({ length: 240 }, (_, index) => product(draw, index));
  }

  /** Opens an account with a history. */
  open(draw: Draw, account: Account, username: string, country: string, nowMs: number, orders: number): void {
    this.accounts.set(username, account);
    if (account.owner === '') return;
    const createdMs = nowMs - draw.between(1, 600) * DAY_MS;
    const customer = {
      id: account.owner,
      name: account.name,
      email: `${username}@example.org`,
      phone: draw.chance(0.6) ? `+${draw.integer(10_000_000_000, 99_999_999_999)}` : null,
      city: city(draw, country),
      country,
      tier: draw.chance(0.1) ? 'gold' : 'standard',
      createdAt: new Date(createdMs).toISOString(),
    };
    this.#customers.set(account.owner, customer);
    this.#customerList.push(customer);
    for (let index = 0; index < orders; index++) {
      const items = [{ productId: draw.among(this.products)?.id ?? '', quantity: draw.integer(1, 3) }];
      this.#place(draw, account.owner, items, nowMs - draw.between(1, 200) * DAY_MS).status = 'shipped';
    }
  }

  credential(account: Account, nowMs: number, draw: Draw): Credential {
    const scopes = account.role === 'customer' ? SCOPES : [...SCOPES, 'admin'];
    const principal = {
      kind: 'jwt',
      subject: account.id,
      consumer: null,
      credential: 'shop#web',
      issuer: 'https://shop.example',
      token: draw.hash96(),
      scopes,
      roles: [account.role],
    } as const;
    return { principal: { ...principal, scopes, roles: [account.role] }, expiresMs: nowMs + TOKEN_MS, account };
  }

  /** Ids of orders that answers of a list would hold. */
  ordersOf(customerId: string): readonly string[] {
    return this.#ordersOf.get(customerId) ?? [];
  }

  readonly operations = (() => {
    const define = definer(SHOP);
    const page = ['limit', 'after'];
    return {
      createSession: define('createSession', 'POST /sessions', { open: true, body: ['username', 'password'], latencyMs: 90 }, (call) =>
        loginAnswer(this.accounts, call, ({ id, owner }) => ({
          status: 201,
          body: { accessToken: '***', tokenType: 'Bearer', expiresIn: 900, scope: SCOPES.join(' '), userId: id, customerId: owner || null },
        })),
      ),
      listProducts: define('listProducts', 'GET /products', { query: ['search', 'category', 'sort', ...page], latencyMs: 30 }, (call) =>
        this.#listProducts(call),
      ),
      getProduct: define('getProduct', 'GET /products/{productId}', { latencyMs: 12 }, ({ path, nowMs }) => {
        const found = this.products.find(({ id }) => id === path['productId']);
        return found === undefined ? notFound() : ok(this.#view(found, nowMs));
      }),
      listReviews: define('listReviews', 'GET /products/{productId}/reviews', { query: page, latencyMs: 22 }, ({ path, draw }) => ({
        status: 200,
        body: {
          items: Array.from({ length: draw.integer(0, 6) }, () => ({
            productId: path['productId'],
            stars: draw.integer(1, 5),
            text: words(draw, 3, 14),
          })),
          next: null,
        },
      })),
      getCustomer: define('getCustomer', 'GET /customers/{customerId}', { latencyMs: 15 }, ({ path }) => {
        const found = this.#customers.get(path['customerId'] ?? '');
        return found === undefined ? notFound() : ok(found);
      }),
      updateCustomer: define(
        'updateCustomer',
        'PATCH /customers/{customerId}',
        { body: ['name', 'email', 'phone', 'city', 'country', 'webhookUrl'], latencyMs: 35 },
        ({ path, body }) => {
          const found = this.#customers.get(path['customerId'] ?? '');
          return found === undefined ? notFound() : ok(Object.assign(found, body, { id: found.id }));
        },
      ),
      listCustomerOrders: define('listCustomerOrders', 'GET /customers/{customerId}/orders', { query: page }, ({ path, query }) => {
        const ids = this.ordersOf(path['customerId'] ?? '').toReversed();
        return ok(
          pageOf(
            ids.flatMap((id) => this.orders.get(id) ?? []),
            query,
            10,
          ),
        );
      }),
      listMyOrders: define('listMyOrders', 'GET /orders', { query: ['customerId', 'all', ...page], latencyMs: 25 }, (call) =>
        this.#listMyOrders(call),
      ),
      createOrder: define('createOrder', 'POST /orders', { body: ['items'], latencyMs: 60 }, (call) => this.#create(call)),
      getOrder: define('getOrder', 'GET /orders/{orderId}', { latencyMs: 15 }, ({ path }) => {
        const order = this.orders.get(path['orderId'] ?? '');
        return order === undefined ? notFound() : ok(order);
      }),
      cancelOrder: define('cancelOrder', 'DELETE /orders/{orderId}', { latencyMs: 30 }, ({ path }) => this.#cancel(path['orderId'] ?? '')),
      listPayments: define('listPayments', 'GET /orders/{orderId}/payments', {}, ({ path, draw }) => {
        const order = this.orders.get(path['orderId'] ?? '');
        if (order === undefined) return notFound();
        const paid = order.status === 'pending' ? [] : [payment(draw, order, order.totalCents, 'card')];
        return ok({ items: paid });
      }),
      createPayment: define(
        'createPayment',
        'POST /orders/{orderId}/payments',
        { body: ['amountCents', 'method'], latencyMs: 180 },
        ({ path, body, draw }) => {
          const order = this.orders.get(path['orderId'] ?? '');
          if (order === undefined) return notFound();
          if (order.status !== 'pending') return problem(409, 'The order is paid');
          order.status = 'paid';
          return { status: 201, body: payment(draw, order, Number(body['amountCents']), String(body['method'])) };
        },
      ),
      redeemCoupon: define('redeemCoupon', 'POST /orders/{orderId}/coupons', { body: ['code'], latencyMs: 25 }, ({ path, body }) => {
        if (!this.orders.has(path['orderId'] ?? '')) return notFound();
        const code = String(body['code']);
        if (COUPONS.some((coupon) => coupon === code)) return ok({ code, percent: 10 });
        // Whose it is, and whether it was used, nobody checks.
        return VOUCHER.test(code) ? ok({ code, percent: 30 }) : problem(422, 'No such coupon');
      }),
      listOrders: define('listOrders', 'GET /admin/orders', { query: ['status', ...page], latencyMs: 55 }, ({ query }) => {
        const latest = this.#latest.toReversed().flatMap((id) => this.orders.get(id) ?? []);
        return ok(pageOf(query['status'] === undefined ? latest : latest.filter(({ status }) => status === query['status']), query, 20));
      }),
      updateOrder: define('updateOrder', 'PATCH /admin/orders/{orderId}', { body: ['status'] }, ({ path, body }) => {
        const order = this.orders.get(path['orderId'] ?? '');
        return order === undefined ? notFound() : ok(Object.assign(order, { status: String(body['status']) }));
      }),
      listCustomers: define('listCustomers', 'GET /admin/customers', { query: ['search', ...page], latencyMs: 60 }, ({ query }) => {
        const search = (query['search'] ?? '').toLowerCase();
        return ok(pageOf(this.#customerList.filter(({ name }) => name.toLowerCase().includes(search)).slice(0, 400), query, 20));
      }),
      updateProduct: define(
        'updateProduct',
        'PATCH /admin/products/{productId}',
        { body: ['name', 'description', 'priceCents', 'stock'] },
        ({ path, body }) => {
          const found = this.products.find(({ id }) => id === path['productId']);
          if (found === undefined) return notFound();
          if (typeof body['priceCents'] === 'number') found.priceCents = body['priceCents'];
          if (typeof body['stock'] === 'number') found.stock = body['stock'];
          return ok(found);
        },
      ),
      createRefund: define(
        'createRefund',
        'POST /admin/refunds',
        { body: ['orderId', 'amountCents', 'reason'], latencyMs: 120 },
        (call) => {
          const order = this.orders.get(String(call.body['orderId']));
          if (order === undefined) return notFound();
          order.status = 'refunded';
          return { status: 201, body: { id: call.draw.id('ref_'), ...call.body, createdAt: new Date(call.nowMs).toISOString() } };
        },
      ),
      getRevenueReport: define('getRevenueReport', 'GET /admin/reports/revenue', { query: ['from', 'to'], latencyMs: 300 }, (call) => {
        const days = Array.from({ length: 14 }, (_, index) => ({
          date: dateOf(call.nowMs - index * DAY_MS),
          paidCents: call.draw.integer(200_000, 900_000),
          refundedCents: call.draw.integer(0, 30_000),
        }));
        return ok({ currency: 'EUR', from: call.query['from'], to: call.query['to'], netCents: 1_000_000, days });
      }),
    };
  })();

  #listProducts({ query, nowMs }: ServerCall) {
    const search = (query['search'] ?? '').toLowerCase();
    const found = this.products.filter(
      ({ name, category }) => (query['category'] === undefined || category === query['category']) && name.toLowerCase().includes(search),
    );
    const { items, next } = pageOf(found, query, 10);
    return ok({ items: items.map((item) => this.#view(item, nowMs)), next });
  }

  /** Of whoever calls; staff names the customer. Nobody checks who does, nor who asks for all. */
  #listMyOrders({ client, query }: ServerCall) {
    const ids = query['all'] === 'true' ? this.#latest : this.ordersOf(query['customerId'] ?? client.credential?.account.owner ?? '');
    const orders = ids.toReversed().flatMap((id) => this.orders.get(id) ?? []);
    return ok(pageOf(orders, query, 10));
  }

  #view(item: Product, nowMs: number): unknown {
    const rated = nowMs < this.reviewsFromMs ? item : { ...item, rating: 3 + (item.priceCents % 20) / 10 };
    if (nowMs < this.leaksFromMs || nowMs > this.leaksUntilMs) return rated;
    const supplier = this.#customerList[item.priceCents % this.#customerList.length];
    return { ...rated, lastBuyer: { name: supplier?.name, email: supplier?.email, phone: supplier?.phone, city: supplier?.city } };
  }

  #create({ client, body, draw, nowMs }: ServerCall) {
    const items = Array.isArray(body['items']) ? (body['items'] as { productId: string; quantity: number; unitPriceCents?: number }[]) : [];
    const owner = client.credential?.account.owner ?? '';
    if (items.length === 0) return problem(400, 'Bad request');
    return { status: 201, body: this.#place(draw, owner, items, nowMs) };
  }

  #place(
    draw: Draw,
    customerId: string,
    wanted: readonly { productId: string; quantity: number; unitPriceCents?: number }[],
    nowMs: number,
  ): Order {
    const items = wanted.map(({ productId, quantity, unitPriceCents }) => ({
      productId,
      quantity,
      unitPriceCents: unitPriceCents ?? this.products.find(({ id }) => id === productId)?.priceCents ?? 0,
    }));
    const totalCents = items.reduce((sum, { quantity, unitPriceCents }) => sum + quantity * unitPriceCents, 0);
    const order = { id: draw.id('ord_'), customerId, status: 'pending', items, totalCents, createdAt: new Date(nowMs).toISOString() };
    this.orders.set(order.id, order);
    const own = this.#ordersOf.get(customerId);
    if (own === undefined) this.#ordersOf.set(customerId, [order.id]);
    else own.push(order.id);
    this.#latest.push(order.id);
    if (this.#latest.length > 300) this.#latest.shift();
    return order;
  }

  #cancel(orderId: string) {
    const order = this.orders.get(orderId);
    if (order === undefined) return notFound();
    if (order.status !== 'pending' && order.status !== 'paid') return problem(409, 'The order is on its way');
    order.status = 'cancelled';
    return { status: 204 };
  }
}
