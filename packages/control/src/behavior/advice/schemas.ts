import { type LearnedOperation, profileDocument } from '@airside/behavior';
import { callerOf, type Exchange, REDACTED } from '@airside/domain';
import {
  buildDefinition,
  compileMatcher,
  compileRequestValidator,
  type DefinitionDocument,
  type Operation,
  type OperationMatcher,
  parsePointer,
  type RequestValidator,
  valueAt,
} from '@airside/openapi';

import type { Advice } from '../administration.ts';
import { boundsOf } from './bounds-of.ts';
import type { OperationsOf } from './declared-operation.ts';
import { numbered } from './learned-operations.ts';
import { matchBelow } from './match-below.ts';

const TERMS = { leastRequests: 200, factor: 2 };
const MOST_CALLERS = 10_000;
const MOST_TOLD = 6;

interface Tried {
  readonly operation: Operation;
  readonly validator: RequestValidator;
  readonly learned: LearnedOperation;
  readonly bounds: readonly string[];
  requests: number;
  touched: number;
  readonly callers: Set<string>;
}

interface Profile {
  readonly matcher: OperationMatcher;
  readonly tried: ReadonlyMap<Operation, Tried>;
}

/** What the requests of operations could be held to, by what was learned of them, tried on recorded requests. */
export class Schemas {
  readonly #profiles: ReadonlyMap<string, Profile>;

  constructor(learned: readonly LearnedOperation[], operationsOf: OperationsOf) {
    const apis = new Set(learned.map(({ api }) => api));
    this.#profiles = new Map([...apis].map((api) => [api, profileOf(api, learned, operationsOf)]));
  }

  /** Takes a recorded request; only those that succeeded count, and where nothing was taken out that would have to be judged. */
  note(exchange: Exchange): void {
    const { api, host, status, problem, query, path, request } = exchange;
    if (status >= 400 || problem !== null || query.includes(REDACTED) || path.includes(REDACTED)) return;
    const profile = this.#profiles.get(api ?? host);
    const match = profile && matchBelow(profile.matcher, exchange);
    const tried = match && profile?.tried.get(match.operation);
    if (match === undefined || tried === undefined) return;
    tried.requests++;
    const header = (name: string) => request?.headers.find(([known]) => known === name)?.[1];
    const { violations } = tried.validator.validateHead({ parameters: match.parameters, query, header });
    if (violations.length === 0 && !isBodyTouched(tried, exchange, header('content-type'))) return;
    tried.touched++;
    if (tried.callers.size < MOST_CALLERS) tried.callers.add(callerOf(exchange));
  }

  advice(): Advice[] {
    return [...this.#profiles].flatMap(([api, { tried }]) =>
      [...tried.values()].filter(({ bounds }) => bounds.length > 0).map((each) => adviceFor(api, each)),
    );
  }
}

function profileOf(api: string, learned: readonly LearnedOperation[], operationsOf: OperationsOf): Profile {
  const definition = buildDefinition(profileDocument(api, learned, TERMS) as DefinitionDocument);
  const declared = new Map(operationsOf(api)?.map((each) => [`${each.method} ${each.template}`, each]));
  const known = new Map(learned.filter((each) => each.api === api).map((each) => [numbered(each.operation), each]));
  const tried = definition.operations.flatMap((operation) => {
    const name = `${operation.method} ${operation.template}`;
    const own = known.get(name);
    if (own === undefined) return [];
    const validator = compileRequestValidator(definition, operation, { unknownQueryParameters: 'ignore', closedBodies: false });
    const bounds = boundsOf(valueAt(definition.document, parsePointer(operation.pointer) ?? []), declared.get(name));
    return [[operation, { operation, validator, learned: own, bounds, requests: 0, touched: 0, callers: new Set<string>() }] as const];
  });
  return { matcher: compileMatcher(definition.operations), tried: new Map(tried) };
}

/** A body that is not on record, or from which something was taken out, is not judged. */
function isBodyTouched({ validator }: Tried, { request, requestBytes }: Exchange, contentType: string | undefined): boolean {
  const body = request?.body;
  if (validator.body === 'none' || requestBytes === 0 || body === undefined || body.includes(REDACTED)) return false;
  return validator.validateBody(contentType, Buffer.from(body)).kind === 'invalid';
}

function adviceFor(api: string, { operation, learned, bounds, requests, touched, callers }: Tried): Advice {
  const name = `${operation.method} ${operation.template}`;
  const told = bounds.slice(0, MOST_TOLD).join('; ');
  const more = bounds.length > MOST_TOLD ? `; and ${bounds.length - MOST_TOLD} more` : '';
  return {
    kind: 'tighter-schema',
    api,
    operation: name,
    title: `${name} of ${api}: hold requests to what was learned of them`,
    because: `${told}${more}, by ${learned.requests} requests of ${learned.callers} callers since ${new Date(learned.firstMs).toISOString()}`,
    configuration: `airside behavior profile --api ${api} --out ${api}.profile.yaml, then policies: { profile: { file: ./${api}.profile.yaml } }`,
    confidence: Math.round((100 * learned.requests) / (learned.requests + 300)) / 100,
    touched: { requests: touched, of: requests, callers: callers.size },
  };
}
