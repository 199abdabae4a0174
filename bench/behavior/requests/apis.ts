import type { Draw } from './draw.ts';
import { email, jwt } from './identities.ts';
import type { MadeRequest } from './made-request.ts';
import { ENGLISH, JAPANESE, SPANISH } from './words.ts';

/** An API with habits of its own. */
export interface MadeApi {
  readonly name: string;
  request(draw: Draw): MadeRequest;
}

const FIRST = [
  'Anna',
  'Lucía',
  'José',
  'Priya',
  "Sinéad O'Connor",
  'Zoë',
  'Jean-Luc',
  'Mohammed',
  'Wei',
  'Łukasz',
  'Ines',
  'Ana María',
] as const;
const CODE = [
  'SELECT * FROM users WHERE id = 1;',
  '<script>alert("hi")</script>',
  'if (a && b) { return "x"; }',
  'rm -rf ./build',
  "const s = 'it';",
  'for (;;) {}',
  '#include <stdio.h>',
  'x = [i for i in range(10)]',
  '<div class="a">b</div>',
  'cat file | grep -v foo > out.txt',
  'curl http://localhost:8080/',
  'import os',
  '// TODO',
  'a ? b : c',
  '%s %d\n',
  '../lib/util.js',
  '${name}',
  '{{ title }}',
] as const;
const FILES = ['report.pdf', 'IMG_2041.JPG', 'factura 2026 (1).xlsx', 'notes.txt', 'cv-final_v2.docx', 'übersicht.png'] as const;

const bookings: MadeApi = {
  name: 'JSON with UUIDs',
  request(draw) {
    if (draw.isOnce(0.5))
      return { method: 'GET', path: ['bookings', draw.uuid()], query: [['expand', draw.one(['guest', 'room', 'guest,room'])]] };
    const guest = { name: draw.one(FIRST), email: email(draw), age: draw.number(18, 90) };
    const note = draw.isOnce(0.3) ? { note: draw.words(ENGLISH, 2, 12) } : {};
    const value = {
      room: draw.uuid(),
      guest,
      nights: draw.number(1, 14),
      price: draw.number(4000, 90_000) / 100,
      breakfast: draw.isOnce(0.5),
      tags: [draw.one(['sea', 'city']), 'web'],
      ...note,
    };
    return { method: draw.one(['POST', 'PUT']), path: ['bookings'], body: { kind: 'json', value } };
  },
};

const spanish: MadeApi = {
  name: 'forms in Spanish',
  request(draw) {
    if (draw.isOnce(0.4))
      return {
        method: 'GET',
        path: ['buscar'],
        query: [
          ['q', draw.words(SPANISH, 1, 4)],
          ['pagina', String(draw.number(1, 20))],
        ],
      };
    const fields: [string, string][] = [
      ['nombre', draw.one(FIRST)],
      ['correo', email(draw)],
      ['telefono', `+34 ${draw.number(600, 699)} ${draw.number(100, 999)} ${draw.number(100, 999)}`],
      ['mensaje', draw.words(SPANISH, 4, 30)],
    ];
    return { method: 'POST', path: ['contacto'], body: { kind: 'form', fields } };
  },
};

const japanese: MadeApi = {
  name: 'forms in Japanese',
  request(draw) {
    const text = (least: number, most: number): string => draw.words(JAPANESE, least, most).replaceAll(' ', '');
    if (draw.isOnce(0.5))
      return {
        method: 'GET',
        path: ['search'],
        query: [
          ['kw', text(1, 4)],
          ['sort', draw.one(['new', 'price'])],
        ],
      };
    return {
      method: 'POST',
      path: ['inquiry'],
      body: {
        kind: 'form',
        fields: [
          ['name', text(1, 2)],
          ['zip', `${draw.number(100, 999)}-${draw.number(1000, 9999)}`],
          ['body', text(5, 40)],
        ],
      },
    };
  },
};

const QUERIES = [
  'query Product($id: ID!) { product(id: $id) { id name price } }',
  'query Search($text: String!, $first: Int) { search(text: $text, first: $first) { edges { node { id } } } }',
  'mutation Review($id: ID!, $text: String!, $stars: Int!) { addReview(product: $id, text: $text, stars: $stars) { id } }',
] as const;

const graphql: MadeApi = {
  name: 'GraphQL',
  request(draw) {
    const query = draw.one(QUERIES);
    const id = Buffer.from(`Product:${draw.number(1, 90_000)}`).toString('base64');
    const variables = query.includes('Search')
      ? { text: draw.words(ENGLISH, 1, 5), first: draw.one([10, 20, 50]) }
      : query.includes('Review')
        ? { id, text: draw.words(ENGLISH, 5, 40), stars: draw.number(1, 5) }
        : { id };
    return {
      method: 'POST',
      path: ['graphql'],
      body: { kind: 'json', value: { operationName: /^\w+ (\w+)/.exec(query)?.[1] ?? '', query, variables } },
    };
  },
};

const soap: MadeApi = {
  name: 'SOAP',
  request(draw) {
    const root = draw.one(['GetInvoice', 'CreateInvoice']);
    const fields: [string, string][] = [
      ['Customer', `C-${draw.number(10_000, 99_999)}`],
      ['Date', `2026-0${draw.number(1, 9)}-${draw.number(10, 28)}`],
    ];
    if (root === 'CreateInvoice')
      fields.push(
        ['Amount', (draw.number(100, 900_000) / 100).toFixed(2)],
        ['Currency', draw.one(['EUR', 'USD'])],
        ['Text', draw.words(SPANISH, 2, 10)],
      );
    return { method: 'POST', path: ['ws', 'invoices'], headers: [['soapaction', `"urn:${root}"`]], body: { kind: 'xml', root, fields } };
  },
};

const tokens: MadeApi = {
  name: 'tokens and Base64',
  request(draw) {
    const cursor = Buffer.from(JSON.stringify({ after: draw.number(1, 1e6), dir: 'asc' })).toString('base64');
    const headers: [string, string][] = [
      ['authorization', `Bearer ${jwt(draw)}`],
      ['x-request-id', draw.uuid()],
    ];
    if (draw.isOnce(0.6))
      return {
        method: 'GET',
        path: ['v1', 'events'],
        query: [
          ['cursor', cursor],
          ['limit', draw.one(['20', '50'])],
          ['sig', draw.bytes(32).toString('hex')],
        ],
        headers,
      };
    return {
      method: 'POST',
      path: ['v1', 'files', draw.bytes(9).toString('base64url')],
      headers,
      body: {
        kind: 'json',
        value: {
          data: draw.bytes(draw.number(30, 300)).toString('base64'),
          sha256: draw.bytes(32).toString('hex'),
          public: draw.isOnce(0.2),
        },
      },
    };
  },
};

const search: MadeApi = {
  name: 'search with free text',
  request: (draw) => ({
    method: 'GET',
    path: [draw.one(['search', 'suggest'])],
    query: [
      ['q', draw.words(ENGLISH, 1, 9)],
      ['lang', draw.one(['en', 'es', 'de'])],
      ...(draw.isOnce(0.3) ? [['page', String(draw.number(1, 30))] as const] : []),
    ],
  }),
};

const snippets: MadeApi = {
  name: 'snippets of code',
  request(draw) {
    if (draw.isOnce(0.5))
      return {
        method: 'GET',
        path: ['snippets', String(draw.number(1, 9999))],
        query: [
          ['view', draw.one(['raw', 'html'])],
          ['theme', draw.one(['dark', 'light'])],
        ],
      };
    const code = Array.from({ length: draw.number(1, 12) }, () => draw.one(CODE)).join('\n');
    return {
      method: 'POST',
      path: ['snippets'],
      body: {
        kind: 'json',
        value: { title: draw.words(ENGLISH, 1, 4), language: draw.one(['sql', 'html', 'c', 'python']), code, ttl: draw.one([60, 3600]) },
      },
    };
  },
};

const uploads: MadeApi = {
  name: 'uploads',
  request: (draw) => ({
    method: 'POST',
    path: ['upload', draw.one(['photos', 'documents'])],
    body: {
      kind: 'parts',
      fields: [
        ['name', draw.one(FILES)],
        ['description', draw.words(ENGLISH, 0, 10)],
        ['album', String(draw.number(1, 60))],
        ['file', draw.bytes(draw.number(20, 400)).toString('latin1')],
      ],
    },
  }),
};

/** APIs that the model was not made with. */
export const MADE_APIS: readonly MadeApi[] = [bookings, spanish, japanese, graphql, soap, tokens, search, snippets, uploads];
