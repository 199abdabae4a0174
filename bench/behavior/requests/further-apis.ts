import type { MadeApi } from './apis.ts';
import { email } from './identities.ts';
import type { Json } from './made-request.ts';
import { date, type Pair, some } from './parts.ts';
import { ENGLISH, LANGUAGES, SMALL_TALK } from './words.ts';

const customers: MadeApi = {
  name: 'many optional fields',
  request(draw) {
    const address = (): Json => ({
      street: `${draw.one(['Main St.', 'Rue de l’Église', 'Königstraße', 'Calle 8'])} ${draw.number(1, 300)}${draw.isOnce(0.1) ? '/2' : ''}`,
      postcode: draw.one(['SW1A 1AA', '10115', '75008', 'D02 AF30', '00100']),
      country: draw.one(['DE', 'FR', 'IE', 'IT']),
    });
    const members = some<readonly [string, Json]>(draw, [
      [0.95, () => ['name', draw.one(['ACME & Sons', 'O’Neill Ltd.', 'Müller GmbH', 'Foo, Inc.', 'L’Oréal S.A.', 'A/B Co (UK)'])]],
      [0.6, () => ['email', email(draw)]],
      [0.4, () => ['vat', `${draw.one(['DE', 'FR', 'IT'])}${draw.number(1e8, 9e8)}`]],
      [0.3, () => ['phone', `+${draw.number(1, 99)} (0)${draw.number(100, 999)}/${draw.number(10_000, 99_999)}-${draw.number(0, 99)}`]],
      [0.5, () => ['billing', address()]],
      [0.2, () => ['shipping', [address(), ...some(draw, [[0.3, address]])]]],
      [0.15, () => ['website', `https://www.example.${draw.one(['com', 'de', 'org'])}/${draw.one(['', 'about?lang=en', '#team'])}`]],
      [0.1, () => ['discount', draw.number(1, 40) / 100]],
      [0.1, () => ['limit', draw.one<Json>([null, 5000, 10_000])]],
      [0.05, () => ['notes', draw.words(ENGLISH, 2, 25)]],
      [0.05, () => ['labels', Object.fromEntries([[draw.one(['team', 'region']), draw.one(['emea', 'b2b', 'x-1'])]])]],
      [0.3, () => ['since', date(draw)]],
      [0.2, () => ['newsletter', draw.isOnce(0.5)]],
      [0.02, () => ['iban', `DE${draw.number(10, 99)} ${draw.number(1000, 9999)} ${draw.number(1000, 9999)} ${draw.number(1000, 9999)}`]],
    ]);
    return {
      method: draw.one(['POST', 'PATCH']),
      path: ['customers', String(draw.number(1, 9000))],
      body: { kind: 'json', value: Object.fromEntries(members) },
    };
  },
};

const languages: MadeApi = {
  name: 'search in many languages',
  request(draw) {
    const words = draw.words(draw.one(LANGUAGES), 1, 6);
    const q = draw.one([
      words,
      words,
      words,
      `"${words}"`,
      `${words} -${draw.words(ENGLISH, 1, 1)}`,
      `${words}?`,
      `site:example.org ${words}`,
    ]);
    const query = some<Pair>(draw, [
      [1, () => ['q', q]],
      [0.5, () => ['hl', draw.one(['de', 'fr-CA', 'ru', 'ar', 'zh-Hant-TW'])]],
      [0.2, () => ['start', String(10 * draw.number(1, 30))]],
      [0.1, () => ['tbs', `qdr:${draw.one(['d', 'w', 'm'])},sbd:1`]],
    ]);
    return { method: 'GET', path: ['search'], query };
  },
};

const filters: MadeApi = {
  name: 'filter expressions',
  request(draw) {
    const name = draw.one(['price', 'name', 'createdAt', 'owner/city']);
    const condition = (): string =>
      draw.one([
        `price ${draw.one(['gt', 'le'])} ${draw.number(1, 900)}`,
        `contains(name,'${draw.one(['tea', "O''Neil", 'x & y'])}')`,
        `createdAt ge ${date(draw)}T00:00:00Z`,
        `(status eq 'open' or status eq 'new')`,
        `owner/city eq '${draw.one(['Berlin', 'São Paulo'])}'`,
      ]);
    const query = some<Pair>(draw, [
      [0.8, () => ['$filter', Array.from({ length: draw.number(1, 3) }, condition).join(draw.one([' and ', ' or ']))]],
      [0.5, () => ['$orderby', `${name} ${draw.one(['asc', 'desc'])}`]],
      [0.5, () => ['$select', draw.one(['id,name', 'id,price,owner/city', '*'])]],
      [0.4, () => ['$top', draw.one(['10', '50', '100'])]],
      [0.2, () => ['$expand', draw.one(['owner($select=id,name)', 'lines($filter=qty gt 2;$top=5)'])]],
      [0.2, () => ['sort', draw.one(['-created', '+name,-price'])]],
      [0.2, () => ['q', `status:(open OR new) AND price:[${draw.number(1, 9)} TO ${draw.number(10, 90)}]`]],
    ]);
    return { method: 'GET', path: ['odata', draw.one(['Products', 'Orders', `Products(${draw.number(1, 900)})`])], query };
  },
};

const messages: MadeApi = {
  name: 'chat',
  request(draw) {
    const text = draw.words(draw.one([SMALL_TALK, SMALL_TALK, ...LANGUAGES]), 1, 30);
    const value: Json = {
      text,
      channel: `C${draw.bytes(5).toString('hex').toUpperCase()}`,
      ts: `${draw.number(17e8, 18e8)}.${draw.number(100_000, 999_999)}`,
      ...(draw.isOnce(0.2) && { thread: draw.uuid(), broadcast: draw.isOnce(0.5) }),
    };
    return { method: 'POST', path: ['chat', 'messages'], body: { kind: 'json', value } };
  },
};

const webhooks: MadeApi = {
  name: 'webhooks',
  request(draw) {
    const inner = {
      id: draw.number(1e6, 9e6),
      type: draw.one(['push', 'invoice.paid', 'ping']),
      data: {
        ref: `refs/heads/${draw.one(['main', 'fix/it-s', 'feature/#12'])}`,
        message: draw.words(ENGLISH, 1, 12),
        url: `https://git.example/a/b/commit/${draw.bytes(20).toString('hex')}`,
      },
    };
    const signature: Pair = ['x-signature', `sha256=${draw.bytes(32).toString('hex')}`];
    const path = ['hooks', draw.one(['git', 'pay'])];
    return draw.isOnce(0.5)
      ? { method: 'POST', path, headers: [signature], body: { kind: 'json', value: inner } }
      : {
          method: 'POST',
          path,
          headers: [signature],
          body: {
            kind: 'form',
            fields: [
              ['payload', JSON.stringify(inner)],
              ['delivery', draw.uuid()],
            ],
          },
        };
  },
};

/** Further APIs that the model was not made with. */
export const FURTHER_APIS: readonly MadeApi[] = [customers, languages, filters, messages, webhooks];
