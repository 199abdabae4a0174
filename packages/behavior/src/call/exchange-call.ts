import { decoded, type Exchange, REDACTED, type Subject, subjectKey } from '@airside/domain';

import { answerOf } from './answer.ts';
import { eachBodyValue } from './body-parameters.ts';
import { boundedName, ownName } from './bounded-name.ts';
import type { Answer, Call, Login, Outcome, Parameter, Place } from './call.ts';
import { sentByClient } from './forwarding.ts';
import { isPlumbing } from './header-plumbing.ts';
import { LIMITS } from './limits.ts';
import { loginOf } from './login.ts';
import { identified, identifiedOwner, isIdValue, objectOf, singular } from './objects.ts';
import { outcomeOf } from './outcome.ts';
import { eachPair } from './pairs.ts';
import { subjectsOf } from './subjects.ts';

/** Gives the values of path parameters. */
export type PathParameters = (visit: (name: string, value: string) => void) => void;

/** An exchange taken apart; each part when it is first asked for, and once. */
export class ExchangeCall implements Call {
  readonly exchange: Exchange;
  readonly timeMs: number;
  readonly api: string;
  readonly operation: string;
  readonly outcome: Outcome;
  readonly subjects: readonly Subject[];
  readonly caller: string;
  readonly #pathParameters: PathParameters;
  #parameters: readonly Parameter[] | undefined;
  #objects: readonly string[] | undefined;
  #login: Login | undefined | 'unread' = 'unread';
  #answer: Answer | undefined | 'unread' = 'unread';

  constructor(exchange: Exchange, timeMs: number, api: string, operation: string, pathParameters: PathParameters) {
    this.exchange = exchange;
    this.timeMs = timeMs;
    this.api = api;
    this.operation = operation;
    this.outcome = outcomeOf(exchange);
    this.subjects = subjectsOf(exchange);
    const [first] = this.subjects;
    this.caller = first === undefined ? 'address:' : subjectKey(first);
    this.#pathParameters = pathParameters;
  }

  get parameters(): readonly Parameter[] {
    this.#parameters ??= parametersOf(this.exchange, resourceOf(this.operation), this.#pathParameters);
    return this.#parameters;
  }

  get isWhole(): boolean {
    const { request, requestBytes, problem } = this.exchange;
    // Whom the gateway says no to at once sends a body that nobody reads.
    const hasNone = request === undefined && requestBytes === 0 && problem === null;
    const isShown = request !== undefined && request.omitted === undefined && (request.body?.length ?? 0) <= LIMITS.bodyCharacters;
    return (hasNone || isShown) && this.parameters.length < LIMITS.parameters;
  }

  get objects(): readonly string[] {
    this.#objects ??= objectsOf(this.parameters, this.operation);
    return this.#objects;
  }

  get login(): Login | undefined {
    if (this.#login === 'unread') this.#login = loginOf(this.parameters, this.exchange.claimed, this.outcome);
    return this.#login;
  }

  get answer(): Answer | undefined {
    if (this.#answer === 'unread') this.#answer = answerOf(this.exchange.response, resourceOf(this.operation));
    return this.#answer;
  }
}

function parametersOf({ query, request, client }: Exchange, resource: string, pathParameters: PathParameters): readonly Parameter[] {
  const parameters: Parameter[] = [];
  const add = (place: Place, name: string, value: string, written: Parameter['written']): void => {
    if (parameters.length < LIMITS.parameters) parameters.push({ place, name, value, written });
  };
  pathParameters((name, value) => add('path', name, decoded(value), 'text'));
  if (query !== '') eachPair(query, (name, value) => add('query', name, value, 'text'));
  if (request === undefined) return parameters;
  for (let index = 0; index < request.headers.length && index < LIMITS.headers; index++) {
    const [name, value] = request.headers[index] ?? ['', ''];
    if (name === 'cookie') eachCookie(value, (cookie, content) => add('cookie', cookie, content, 'text'));
    else if (!isPlumbing(name)) {
      const own = sentByClient(name, value, client.address);
      if (own !== undefined) add('header', boundedName(name), own.slice(0, LIMITS.valueCharacters), 'text');
    }
  }
  eachBodyValue(request, resource, (name, value, written) => add('body', name, value, written));
  return parameters;
}

/** RFC 6265 section 5.4. */
function eachCookie(header: string, visit: (name: string, value: string) => void): void {
  if (header === REDACTED) return;
  for (const cookie of header.split(';', LIMITS.pairs)) {
    const equals = cookie.indexOf('=');
    const name = (equals === -1 ? cookie : cookie.slice(0, equals)).trim();
    if (name !== '')
      visit(ownName(name), equals === -1 ? '' : decoded(cookie.slice(equals + 1, equals + 1 + LIMITS.valueCharacters).trim()));
  }
}

/** Ids in the path, and values of parameters that are ids by their name or are named after an owner. */
function objectsOf(parameters: readonly Parameter[], operation: string): readonly string[] {
  const objects: string[] = [];
  const resource = resourceOf(operation);
  const owners = ownersOf(operation);
  let inPath = 0;
  for (const { place, name, value } of parameters) {
    if (place === 'header' || place === 'cookie') continue;
    const owner = place === 'path' ? (owners[inPath++] ?? resource) : resource;
    const kind = identified(name, owner) ?? (place !== 'path' ? identifiedOwner(name, value) : isIdValue(value) ? owner : undefined);
    const object = kind === undefined ? undefined : objectOf(kind, value);
    if (object !== undefined && !objects.includes(object)) objects.push(object);
    if (objects.length >= LIMITS.objects) break;
  }
  return objects;
}

/** What an operation is about: the last literal segment of its template, in the singular. */
function resourceOf(operation: string): string {
  const known = resources.get(operation);
  if (known !== undefined) return known;
  const literal = operation
    .slice(operation.indexOf(' ') + 1)
    .split('/')
    .findLast((segment) => segment !== '' && !segment.includes('{'));
  const resource = singular(literal ?? '');
  if (resources.size < MOST_RESOURCES) resources.set(operation, resource);
  return resource;
}

/** What each path parameter of an operation is of: the literal segment before it, in the singular. An order of `/orders/{id}/items` is no item. */
function ownersOf(operation: string): readonly string[] {
  const known = owners.get(operation);
  if (known !== undefined) return known;
  let literal = '';
  const found: string[] = [];
  for (const segment of operation.slice(operation.indexOf(' ') + 1).split('/', LIMITS.segments)) {
    if (segment.startsWith('{') && segment.endsWith('}')) found.push(literal);
    else if (segment !== '') literal = singular(segment);
  }
  if (owners.size < MOST_RESOURCES) owners.set(operation, found);
  return found;
}

const resources = new Map<string, string>();
const owners = new Map<string, readonly string[]>();
const MOST_RESOURCES = 10_000;
