import { describe, expect, test } from 'vitest';

import type { RuleCase } from './cases.ts';
import { apiEngine, found, percentEncoded, send } from './send.ts';

const engine = apiEngine();
const SQL = "1' or '1'='1";
const document = (value: string) => `query Q { user(id: ${JSON.stringify(value)}) { name } }`;
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const query = (text: string) => `/graphql?query=${percentEncoded(text)}`;

describe('an attack in a GraphQL request is found', () => {
  test.each<[string, RuleCase]>([
    ['in a text of the document', { body: { query: document(SQL) } }],
    ['in an escaped text', { body: { query: '{ user(id: "1\\u0027 or \\u00271\\u0027=\\u00271") { name } }' } }],
    ['in a block of text', { body: { query: `{ user(id: """${SQL}""") { name } }` } }],
    ['in an input object', { body: { query: `{ users(where: {name: {eq: "${SQL}"}}) { name } }` } }],
    ['in a variable', { body: { query: 'query($i: ID) { user(id: $i) { name } }', variables: { i: SQL } } }],
    ['in a default of a variable', { body: { query: `query($i: ID = "${SQL}") { user(id: $i) { name } }` } }],
    ['in a batch', { body: [{ query: '{a}' }, { query: document(SQL) }] }],
    ['in a document of its own', { body: document(SQL), headers: { 'Content-Type': 'application/graphql; charset=utf-8' } }],
    ['in the query of a GET', { target: query(document(SQL)) }],
    ['as a command', { body: { query: document('x; cat /etc/passwd') } }],
    ['as a script', { body: { query: document('<img src=x onerror=alert(1)>') } }],
    ['as a path', { body: { query: document('../../../../etc/passwd') } }],
  ])('%s', (_, request) => {
    expect(found(send(engine, request))).not.toEqual([]);
  });
});

describe('a document hides nothing beside it', () => {
  test.each<[string, RuleCase]>([
    ['in a comment', { body: { query: `{a} # ${SQL}` } }],
    ['behind the document', { body: { query: `{a} ${SQL}` } }],
    ['in a text that is no GraphQL', { body: { query: SQL } }],
    ['in another member', { body: { query: '{a}', other: SQL } }],
    ['in a nested member of the same name', { body: { a: { query: document(SQL) } } }],
    ['in the name of a variable', { body: { query: '{a}', variables: { [SQL]: 1 } } }],
    [
      'in a form beside a document in the query',
      { method: 'POST', target: query('{a}'), headers: form, body: `id=${percentEncoded(SQL)}` },
    ],
    ['in a form of a GET', { method: 'GET', target: query('{a}'), headers: form, body: `id=${percentEncoded(SQL)}` }],
    ['in another parameter', { target: `${query('{a}')}&id=${percentEncoded(SQL)}` }],
    [
      'in a body without a type',
      { method: 'POST', target: query('{a}'), headers: { 'Content-Type': '', 'Content-Length': '15' }, body: `{"id":"${SQL}"}` },
    ],
    ['in a document of another type that is none', { body: `id=${SQL}`, headers: { 'Content-Type': 'application/graphql' } }],
  ])('%s', (_, request) => {
    expect(found(send(engine, request))).not.toEqual([]);
  });
});

describe('an honest GraphQL request passes', () => {
  test.each<[string, RuleCase]>([
    ['with names and notes', { body: { query: document("O'Brien; or D'Arcy"), variables: { note: "it's fine -- really" } } }],
    ['with fragments and directives', { body: { query: 'query @a { ...F ... on B @include(if: true) { c } } fragment F on A { d }' } }],
    ['in the query', { target: query('{ user(id: 1) { name, friends(first: 10) { name } } }') }],
    ['of a persisted query', { body: { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } }, variables: {} } }],
    ['of a search that is called query', { body: { query: 'select a seat from the map' } }],
  ])('%s', (_, request) => {
    expect(found(send(engine, request))).toEqual([]);
  });
});
