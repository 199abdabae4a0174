import { describe, expect, test } from 'vitest';

import { definitionOf } from '../../test/fixtures.ts';
import type { JsonObject } from '../json.ts';
import type { Change } from './change.ts';
import { compareDefinitions } from './compare-definitions.ts';

const responses = { 200: { description: 'ok' } };

/** What is different where one webhook changes. */
function webhook(old: JsonObject, next: JsonObject): readonly Change[] {
  const one = (post: JsonObject) => definitionOf({}, { webhooks: { paid: { post: { responses, ...post } } } }).document;
  return compareDefinitions(one(old), one(next));
}

function operation(old: JsonObject, next: JsonObject): readonly Change[] {
  const one = (more: JsonObject) => definitionOf({ '/orders': { post: { responses, ...more } } }).document;
  return compareDefinitions(one(old), one(next));
}

const told = (changes: readonly Change[]): readonly string[] => changes.map(({ level, rule }) => `${level} ${rule}`);
const body = (schema: JsonObject, type = 'application/json'): JsonObject => ({ requestBody: { content: { [type]: { schema } } } });
const answer = (schema: JsonObject): JsonObject => ({
  responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
});
const object = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({ type: 'object', properties, required });
const id = { id: { type: 'string' } };

describe('what an API sends by itself', () => {
  test.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['a field that was always there is gone', body(object(id, ['id'])), body(object({})), ['breaking response-required-property-removed']],
    ['a field may be absent', body(object(id, ['id'])), body(object(id)), ['breaking response-property-became-optional']],
    ['a field is new, even where it is always there', body(object({})), body(object(id, ['id'])), ['safe response-property-added']],
    ['a field has another type', body(object(id)), body(object({ id: { type: ['string', 'null'] } })), ['breaking response-type-widened']],
    ['the body is gone', body({}), {}, ['breaking sent-body-removed']],
    ['there is a body now', {}, body({}), ['safe sent-body-added']],
    [
      'the type of the body changes',
      body({}),
      body({}, 'text/xml'),
      ['breaking sent-media-type-removed', 'dangerous sent-media-type-added'],
    ],
    ['receivers have to answer more', answer(object({})), answer(object(id, ['id'])), ['breaking request-property-added-required']],
    ['receivers may answer less', answer(object(id, ['id'])), answer(object(id)), ['safe request-property-became-optional']],
    ['an answer is not accepted any more', { responses: { 200: {}, 410: {} } }, {}, ['breaking accepted-answer-removed']],
    ['an answer is covered by a class', { responses: { 201: {} } }, { responses: { '2XX': {} } }, []],
  ])('%s', (_, old, next, expected) => {
    expect(told(webhook(old, next))).toEqual(expected);
  });

  test.each<[string, boolean, boolean | undefined, readonly string[]]>([
    ['that it always sent is gone', true, undefined, ['breaking sent-required-parameter-removed']],
    ['that it sent at times is gone', false, undefined, ['dangerous sent-parameter-removed']],
    ['that it always sent comes at times', true, false, ['breaking sent-parameter-became-optional']],
    ['that it sent at times always comes', false, true, []],
  ])('a header %s', (_, before, after, expected) => {
    const header = (required: boolean | undefined): JsonObject =>
      required === undefined ? {} : { parameters: [{ name: 'X-Signature', in: 'header', required, schema: {} }] };
    expect(told(webhook(header(before), header(after)))).toEqual(expected);
  });

  test('a webhook that is gone breaks who waits for it, one that is new does not; each is told at its place', () => {
    const one = (name: string) => definitionOf({}, { webhooks: { [name]: { post: { responses } } } }).document;
    expect(compareDefinitions(one('paid'), one('sent'))).toMatchObject([
      { rule: 'webhook-removed', level: 'breaking', place: ['webhook paid'], oldPointer: '/webhooks/paid' },
      { rule: 'webhook-added', level: 'safe', place: ['webhook sent'], newPointer: '/webhooks/sent' },
    ]);
  });

  test('the same schema in two webhooks is told of in both', () => {
    const both = (schema: JsonObject) => {
      const item = { post: { responses, ...body({ $ref: '#/components/schemas/Event' }) } };
      return definitionOf({}, { webhooks: { paid: item, sent: item }, components: { schemas: { Event: schema } } }).document;
    };
    const changes = compareDefinitions(both(object(id, ['id'])), both(object({})));
    expect(changes.map(({ place }) => place[0])).toEqual(['webhook paid', 'webhook sent']);
  });
});

describe('callbacks', () => {
  const at = (address: string, post: JsonObject = {}): JsonObject => ({
    callbacks: { paid: { [address]: { post: { responses, ...post } } } },
  });
  const ADDRESS = '{$request.body#/url}';

  test.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['is gone', at(ADDRESS), {}, ['breaking callback-removed']],
    ['is new', {}, at(ADDRESS), ['safe callback-added']],
    ['goes elsewhere', at(ADDRESS), at('{$request.query.url}'), ['breaking callback-address-changed']],
    ['sends less', at(ADDRESS, body(object(id, ['id']))), at(ADDRESS, body(object({}))), ['breaking response-required-property-removed']],
    ['is the same', at(ADDRESS, body(object(id))), at(ADDRESS, body(object(id))), []],
  ])('one that %s', (_, old, next, expected) => {
    expect(told(operation(old, next))).toEqual(expected);
  });

  const deep = (post: JsonObject): JsonObject => at(ADDRESS, { callbacks: { confirm: { [ADDRESS]: { post: { responses, ...post } } } } });

  test.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['is not expected any more', deep({}), at(ADDRESS), ['breaking operation-removed']],
    ['is expected now', at(ADDRESS), deep({}), ['safe operation-added']],
    ['is to be sent with more', deep(body(object({}))), deep(body(object(id, ['id']))), ['breaking request-property-added-required']],
    ['is answered with less', deep(answer(object(id, ['id']))), deep(answer(object({}))), ['breaking response-required-property-removed']],
    ['is answered with more', deep(answer(object({}))), deep(answer(object(id, ['id']))), ['safe response-property-added']],
    ['needs nothing any more', deep(body(object(id, ['id']))), deep(body(object(id))), ['safe request-property-became-optional']],
    ['has to prove who sends it', deep({}), deep({ security: [{ key: [] }] }), ['breaking security-tightened']],
    ['promises a call in turn, which is gone', deep(at(ADDRESS)), deep({}), ['breaking callback-removed']],
  ])('what a receiver sends back, as a callback of a callback: one that %s', (_, old, next, expected) => {
    expect(told(operation(old, next))).toEqual(expected);
  });

  test('of a callback are told of at their place', () => {
    expect(operation(deep(body(object({}))), deep(body(object(id, ['id']))))).toMatchObject([
      {
        operation: 'POST /orders',
        place: ['callback paid', ADDRESS, 'POST', 'callback confirm', ADDRESS, 'POST', 'request body', 'application/json', 'id'],
      },
    ]);
  });

  test('that refer to each other in many ways end', () => {
    const names = Array.from({ length: 60 }, (_, index) => `c${index}`);
    const all = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/callbacks/${name}` }]));
    const one = (schema: JsonObject) => {
      const callbacks = Object.fromEntries(
        names.map((name) => [name, { [ADDRESS]: { post: { responses, callbacks: all, ...body(schema) } } }]),
      );
      return definitionOf({ '/orders': { post: { responses, callbacks: all } } }, { components: { callbacks } }).document;
    };
    const changes = compareDefinitions(one(object(id, ['id'])), one(object({})));
    expect(new Set(changes.map(({ rule }) => rule))).toEqual(new Set(['response-required-property-removed', 'request-property-ignored']));
  });

  test('that refer to themselves end', () => {
    const paid = { [ADDRESS]: { post: { responses, callbacks: { again: { $ref: '#/components/callbacks/paid' } }, ...body(object(id)) } } };
    const { document } = definitionOf(
      { '/orders': { post: { responses, callbacks: { paid: { $ref: '#/components/callbacks/paid' } } } } },
      { components: { callbacks: { paid } } },
    );
    expect(compareDefinitions(document, document)).toEqual([]);
  });
});

describe('links of answers', () => {
  const links = (link: JsonObject | undefined): JsonObject => ({
    responses: { 200: { description: 'ok', ...(link !== undefined && { links: { next: link } }) } },
  });

  test.each<[string, JsonObject | undefined, JsonObject | undefined, readonly string[]]>([
    ['is gone', { operationId: 'a' }, undefined, ['dangerous link-removed']],
    ['is new', undefined, { operationId: 'a' }, ['safe link-added']],
    ['leads elsewhere', { operationId: 'a' }, { operationId: 'b' }, ['dangerous link-changed']],
    [
      'carries something else',
      { parameters: { id: '$response.body#/id' } },
      { parameters: { id: '$response.body#/key' } },
      ['dangerous link-changed'],
    ],
    ['is described in other words', { operationId: 'a' }, { operationId: 'a', description: 'more' }, []],
  ])('one that %s', (_, old, next, expected) => {
    expect(told(operation(links(old), links(next)))).toEqual(expected);
  });
});
