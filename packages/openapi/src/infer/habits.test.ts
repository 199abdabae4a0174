import { expect, test } from 'vitest';

import { readFiles } from '../../test/fixtures.ts';
import { drawing, observe, operationsOf, type Seen } from '../../test/traffic.ts';
import { buildDefinition, toDefinition } from '../index.ts';

type Draw = ReturnType<typeof drawing>;
/** How to call an operation: path, and the answer where it is known. */
type Route = (draw: Draw) => Seen;

const HEX = '0123456789abcdef';
const WORDS =
  'amber basil cedar delta ember fjord grove heron ivory jolly koala lemon maple noble ocean pearl quail river stone tulip'.split(' ');

const uuid = (draw: Draw): string => [8, 4, 4, 4, 12].map((length) => draw.text(HEX, length)).join('-');
const slug = (draw: Draw): string => `${draw.pick(WORDS)}-${draw.pick(WORDS)}-${draw.pick(WORDS)}`;
const day = (draw: Draw): string => `20${20 + draw.below(6)}-0${1 + draw.below(9)}-1${draw.below(9)}`;
const article = (draw: Draw) => ({ slug: slug(draw), title: 'T', author: { name: 'N' }, published: day(draw), words: draw.below(900) });

/** APIs with habits that differ: what they serve, by template. */
const APIS: Readonly<Record<string, Readonly<Record<string, Route>>>> = {
  'slugs and languages': {
    'GET /{locale}/articles': (draw) => ({
      path: `/${draw.pick(['en', 'de', 'pt-BR'])}/articles?page=${draw.below(9)}`,
      answered: { articles: [article(draw)] },
    }),
    'GET /{locale}/articles/{articleSlug}': (draw) => ({
      path: `/${draw.pick(['en', 'de', 'pt-BR'])}/articles/${slug(draw)}`,
      answered: article(draw),
    }),
    'GET /{locale}/articles/{articleSlug}/comments/{commentId}': (draw) => ({
      path: `/${draw.pick(['en', 'de', 'pt-BR'])}/articles/${slug(draw)}/comments/${draw.below(5000)}`,
      answered: { id: draw.below(99), text: 'x', by: 'y', likes: 1 },
    }),
    'GET /sitemap.xml': () => ({ path: '/sitemap.xml', answered: '<a/>', answeredType: 'application/xml' }),
  },
  'verbs of a remote procedure call': Object.fromEntries(
    'getUser createUser deleteUser listInvoices sendInvoice cancelInvoice getReport runReport enableFeature disableFeature startJob stopJob ping'
      .split(' ')
      .map((verb) => [`POST /rpc/${verb}`, () => ({ method: 'POST', path: `/rpc/${verb}`, sent: { id: 1 }, answered: { ok: true } })]),
  ),
  'versions, dates and currencies': {
    'GET /v1/reports/{date}': (draw) => ({ path: `/v1/reports/${day(draw)}`, answered: { total: 1.5, rows: [1] } }),
    'GET /v2/reports/{date}/summary': (draw) => ({
      path: `/v2/reports/${day(draw)}/summary`,
      answered: { total: 1, mean: 2, rows: 3, unit: 'EUR' },
    }),
    'GET /v2/archive/{year}/{month}': (draw) => ({
      path: `/v2/archive/${2010 + draw.below(15)}/${1 + draw.below(12)}`,
      answered: [{ a: 1 }],
    }),
    'GET /v1.1/status': () => ({ path: '/v1.1/status', answered: { status: 'up' } }),
  },
  files: {
    'GET /invoices/{invoiceId}': (draw) => ({
      path: `/invoices/${draw.below(9000)}`,
      answered: { number: 1, lines: [], total: 2, due: day(draw) },
    }),
    'GET /invoices/{invoiceId}.pdf': (draw) => ({
      path: `/invoices/${draw.below(9000)}.pdf`,
      answered: 'x',
      answeredType: 'application/pdf',
    }),
    'GET /documents/{documentId}/download': (draw) => ({
      path: `/documents/${uuid(draw)}/download`,
      answered: 'x',
      answeredType: 'application/octet-stream',
    }),
    'GET /downloads/{fileName}': (draw) => ({ path: `/downloads/${draw.pick(WORDS)}.zip`, answered: 'x', answeredType: 'application/zip' }),
    'GET /tiles/{tileId}/{id}/{id2}.png': (draw) => ({
      path: `/tiles/${draw.below(20)}/${draw.below(999)}/${draw.below(999)}.png`,
      answered: 'x',
      answeredType: 'image/png',
    }),
  },
  'tenants, and words beside ids': {
    'GET /{name}/users/{userId}': (draw) => ({
      path: `/${draw.pick(WORDS)}/users/${uuid(draw)}`,
      answered: { id: uuid(draw), name: 'n', email: 'a@b.co', role: 'r' },
    }),
    'GET /{name}/users/me': (draw) => ({
      path: `/${draw.pick(WORDS)}/users/me`,
      answered: { id: uuid(draw), name: 'n', email: 'a@b.co', role: 'r' },
    }),
    'GET /{name}/users': (draw) => ({
      path: `/${draw.pick(WORDS)}/users`,
      answered: [{ id: uuid(draw), name: 'n', email: 'a@b.co', role: 'r' }],
    }),
    'POST /{name}/users/search': (draw) => ({
      method: 'POST',
      path: `/${draw.pick(WORDS)}/users/search`,
      sent: { text: 'x' },
      answered: { hits: [], total: 1 },
    }),
    'GET /healthz': () => ({ path: '/healthz', answered: 'ok', answeredType: 'text/plain' }),
  },
  'matrix parameters, verbs behind a colon, addresses': {
    'GET /map{mapMatrix}/layers': (draw) => ({ path: `/map;lat=${draw.below(90)};lon=${draw.below(90)}/layers`, answered: { layers: [] } }),
    'POST /books/{bookId}:publish': (draw) => ({ method: 'POST', path: `/books/${draw.below(900)}:publish`, answered: {} }),
    'GET /books/{bookId}': (draw) => ({ path: `/books/${draw.below(900)}`, answered: { id: 1, title: 't' } }),
    'DELETE /accounts/{email}/sessions': (draw) => ({
      method: 'DELETE',
      path: `/accounts/${draw.pick(WORDS)}${draw.below(99)}%40example.org/sessions`,
      status: 204,
    }),
  },
  'codes of countries and versions of packages, nothing told of answers': {
    'GET /countries/{countryCode}/cities': (draw) => ({ path: `/countries/${draw.pick('DE FR GB US IT ES PL'.split(' '))}/cities` }),
    'GET /packages/{packageSlug}/{version}/readme': (draw) => ({
      path: `/packages/${slug(draw)}/${1 + draw.below(9)}.${draw.below(20)}.${draw.below(9)}/readme`,
    }),
    'GET /releases/{version}': (draw) => ({ path: `/releases/v${1 + draw.below(4)}.${draw.below(9)}` }),
    'GET /releases/latest': () => ({ path: '/releases/latest' }),
    'GET /2.0/status': () => ({ path: '/2.0/status' }),
    'GET /2.1/status': () => ({ path: '/2.1/status' }),
    'GET /v1/status': () => ({ path: '/v1/status' }),
    'GET /v2/status': () => ({ path: '/v2/status' }),
  },
  'ids of many kinds': {
    'GET /events/{eventId}': (draw) => ({ path: `/events/01${draw.text('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 24)}` }),
    'GET /docs/{docId}': (draw) => ({ path: `/docs/${draw.text(HEX, 24)}` }),
    'GET /payments/{paymentId}': (draw) => ({
      path: `/payments/pi_${draw.text('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', 24)}`,
    }),
    'GET /tickets/{ticketId}': (draw) => ({ path: `/tickets/${draw.pick(['OPS', 'WEB'])}-${draw.below(900)}` }),
    'GET /oauth2/keys': () => ({ path: '/oauth2/keys' }),
    'GET /v3/base64/encode': () => ({ path: '/v3/base64/encode' }),
  },
};

test.each(Object.keys(APIS))('exactly the operations are found of an API with %s, and make a definition without problems', async (name) => {
  const api = APIS[name] ?? {};
  const draw = drawing(name.length);
  const routes = Object.values(api);
  const calls = Array.from({ length: 150 * routes.length }, (_, index) => (routes[index % routes.length] as Route)(draw));
  const found = observe(calls);
  expect(operationsOf(found).toSorted()).toEqual(Object.keys(api).toSorted());
  const { document, problems } = await readFiles({ 'found.json': toDefinition(found) });
  expect(problems).toEqual([]);
  expect(
    document &&
      buildDefinition(document)
        .operations.map(({ method, template }) => `${method} ${template}`)
        .toSorted(),
  ).toEqual(Object.keys(api).toSorted());
});

test('collections stay apart in an access log, which tells nothing of bodies', () => {
  const collections = `orders customers products invoices payments refunds shipments carriers warehouses suppliers returns vouchers
    campaigns segments templates webhooks roles teams projects tasks comments labels boards sprints releases deployments builds`.split(
    /\s+/,
  );
  const draw = drawing(3);
  const calls = collections.flatMap((collection) =>
    Array.from({ length: 20 }, (): Seen => ({ path: draw.below(2) === 0 ? `/${collection}` : `/${collection}/${draw.below(99_999)}` })),
  );
  expect(operationsOf(observe(calls))).toHaveLength(2 * collections.length);
});
