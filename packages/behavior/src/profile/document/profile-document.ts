import { isForm, isJson, isValueName, type JsonValue, parseMediaType, roundUp } from '@airside/openapi';

import type { LimitAdvice } from '../../advice/limit-advisor.ts';
import type { OperationView } from '../operation-extent.ts';
import type { LearnedOperation } from '../profile-learner.ts';
import { bodySchema, formSchema, several } from './body-schema.ts';
import { type Schema, valueSchema } from './value-schema.ts';

export interface ProfileTerms {
  /** Nothing is said of operations with fewer requests, nor of bodies of which fewer were seen. */
  readonly leastRequests: number;
  /** Bounds go so many times beyond what was seen. */
  readonly factor: number;
}

/** Limits that rest on less are left out. */
const LEAST_CONFIDENCE = 0.5;
/** After so many observations most of what there is to know is known. */
const FAMILIAR = 300;
/** Names that one caller alone sends count once they stand in so large a share of requests. */
const COMMON = 0.01;
/** Where names come up that often that were never seen, others are to be expected. */
const OFTEN_NEW = 0.002;
const KIB = 1024;

type Parameter = OperationView['parameters'][number];

/** A profile of an API, as an OpenAPI 3.1 document whose extensions say what it rests on. The same for the same experience. */
export function profileDocument(api: string, learned: readonly LearnedOperation[], terms: ProfileTerms): Schema {
  const operations = learned
    .filter((each) => each.api === api && each.requests >= terms.leastRequests)
    .map((each) => ({ ...located(each.operation), each }))
    .toSorted((one, other) => compare(one.template, other.template) || compare(one.method, other.method));
  const paths: Record<string, Record<string, JsonValue>> = {};
  for (const { method, template, each } of operations) {
    const item = paths[template] ?? {};
    paths[template] = item;
    item[method.toLowerCase()] = operationOf(each, template, terms);
  }
  return {
    openapi: '3.1.0',
    info: { title: `What requests to ${api} look like`, version: '1' },
    'x-airside-profile': {
      version: 1,
      api,
      requests: operations.reduce((sum, { each }) => sum + each.requests, 0),
      since: timeOf(Math.min(...operations.map(({ each }) => each.firstMs))),
      until: timeOf(Math.max(...operations.map(({ each }) => each.lastMs))),
      leastRequests: terms.leastRequests,
      headroom: terms.factor,
    },
    paths,
  };
}

/** Method and template; parameters of learned templates are numbered, as their values are. */
function located(operation: string): { readonly method: string; readonly template: string } {
  const space = operation.indexOf(' ');
  let number = 0;
  const template = operation.slice(space + 1).replaceAll('{}', () => `{${++number}}`);
  return { method: operation.slice(0, space), template };
}

function operationOf(learned: LearnedOperation, template: string, terms: ProfileTerms): Schema {
  const { requests, callers, firstMs, lastMs, isFull, limits, mostBytes, withBody } = learned;
  const [query, body] = [kept(learned, 'query'), kept(learned, 'body')];
  const leftOut = [...query.leftOut, ...body.leftOut].map(({ place, name, requests: seen }) => ({ in: place, name, requests: seen }));
  const sound = limits.filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
  return {
    'x-airside-observed': {
      requests,
      callers,
      since: timeOf(firstMs),
      until: timeOf(lastMs),
      confidence: rounded(requests / (requests + FAMILIAR)),
    },
    ...(sound.length > 0 && { 'x-airside-limits': sound.map(limitOf) }),
    'x-airside-unknown-query': !isFull && isSettled(learned, 'query', requests) ? 'reject' : 'ignore',
    'x-airside-max-body': withBody === 0 ? 0 : Math.max(1, roundUp((mostBytes * terms.factor) / KIB)) * KIB,
    ...(leftOut.length > 0 && { 'x-airside-left-out': leftOut }),
    parameters: [...pathParameters(learned, template, terms), ...query.kept.map((each) => queryParameter(each, learned, terms))],
    ...(withBody > 0 && { requestBody: requestBody(learned, body.kept, terms) }),
    responses: { default: { description: 'Not profiled.' } },
  };
}

function limitOf({ counts, limit, windowMs, confidence, windows, p99, most, sinceMs }: LimitAdvice): Schema {
  return {
    counts,
    limit,
    window: windowMs % 3_600_000 === 0 ? `${windowMs / 3_600_000}h` : `${windowMs / 60_000}m`,
    'x-airside-observed': { windows, p99, most, since: timeOf(sinceMs), confidence },
  };
}

/**
 * What only one of many callers sends now and then is none of the operation's: it is told, so that people can put it in. Names that are data themselves, an
 * address or an id (`?alice@example.org`), are not written anywhere.
 */
function kept(learned: LearnedOperation, place: 'query' | 'body') {
  const all = learned.parameters
    .filter((each) => each.place === place && !isData(learned, each))
    .toSorted((one, other) => compare(one.name, other.name));
  const isKept = ({ groups, requests }: Parameter): boolean => groups > 1 || learned.callers < 8 || requests >= COMMON * learned.requests;
  return { kept: all.filter(isKept), leftOut: all.filter((each) => !isKept(each)) };
}

/** Whether hardly any new names come up, by those that were seen once (Good and Turing) and those that are left out as data. */
function isSettled(learned: LearnedOperation, place: 'query' | 'body', requests: number): boolean {
  let unexpected = 0;
  for (const each of learned.parameters) {
    if (each.place !== place) continue;
    if (isData(learned, each)) unexpected += each.requests;
    else if (each.requests === 1) unexpected++;
  }
  return unexpected <= OFTEN_NEW * requests;
}

/** Whether a name is data. Of all bodies but forms, paths of names are told: they only look like data, as what is was told as `*` when they were read. */
function isData({ mediaTypes }: LearnedOperation, { place, name }: Parameter): boolean {
  return (place === 'query' || mediaTypes.every(isFormType)) && isValueName(name);
}

function isFormType(mediaType: string): boolean {
  const media = parseMediaType(mediaType);
  return media !== undefined && isForm(media);
}

function pathParameters({ parameters }: LearnedOperation, template: string, { factor }: ProfileTerms): readonly Schema[] {
  const known = new Map(parameters.filter(({ place }) => place === 'path').map((each) => [each.name, each]));
  return [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => {
    const view = known.get(name);
    // What stands in a path is an id more often than not: no largest one.
    const { maximum: _maximum, minimum: _minimum, ...schema } = view === undefined ? { type: 'string' } : valueSchema(name, view, factor);
    return { name, in: 'path', required: true, schema, ...(view !== undefined && observed(view)) };
  });
}

function queryParameter(view: Parameter, { requests }: LearnedOperation, { factor }: ProfileTerms): Schema {
  return {
    name: view.name,
    in: 'query',
    required: view.requests >= requests,
    ...(view.shortest === 0 && { allowEmptyValue: true }),
    schema: several(valueSchema(view.name, view, factor), view.times, factor),
    ...observed(view),
  };
}

function requestBody(learned: LearnedOperation, fields: readonly Parameter[], { factor, leastRequests }: ProfileTerms): Schema {
  const { bodies, withBody, requests, mediaTypes, isFull } = learned;
  const isKnown = bodies >= leastRequests && mediaTypes.length > 0 && !mediaTypes.includes('*/*');
  const terms = { factor, bodies, isClosed: !isFull && isSettled(learned, 'body', bodies) };
  const content = Object.fromEntries(
    (isKnown ? mediaTypes : ['*/*']).map((mediaType) => {
      const media = parseMediaType(mediaType);
      const schema =
        media !== undefined && isKnown && isJson(media)
          ? bodySchema(fields, terms)
          : media !== undefined && isKnown && isForm(media)
            ? formSchema(fields, terms)
            : undefined;
      return [mediaType, schema === undefined ? {} : { schema }];
    }),
  );
  return { required: withBody >= requests, 'x-airside-observed': { requests: withBody, bodiesSeen: bodies }, content };
}

function observed({ requests, shortest, longest }: Parameter): Schema {
  return { 'x-airside-observed': { requests, lengths: [shortest, longest] } };
}

function timeOf(ms: number): string | null {
  return Number.isFinite(ms) && ms > 0 ? new Date(ms).toISOString() : null;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
