import type { Call, Parameter, Place } from '../../call/call.ts';
import type { KeyedHash } from '../../sketch/index.ts';
import type { ApiProfile, Rates } from './api-profile.ts';
import { evidence, type Odd, parameterName } from './explain.ts';
import type { Add, Aspect } from './judgement.ts';
import type { OperationProfile, ParameterTable } from './operation-profile.ts';
import { isTrustedField } from './trusted-fields.ts';

/** The names of a query and a body in their order, as a number. `hash` is one that remembers names. */
export function combinationOf({ parameters }: Call, hash: KeyedHash): number {
  let combined = 0x811c9dc5;
  for (let index = 0; index < parameters.length; index++) {
    const { place, name } = parameters[index] as Parameter;
    if (place === 'query' || place === 'body') combined = Math.imul(combined ^ hash(name), 0x01000193) + (place === 'body' ? 1 : 0);
  }
  return combined >>> 0;
}

/**
 * Judges which names stand in the query and the body of a request to a known operation, unless just these stood there before: names that are new, that
 * stand twice, that are missing, or, with none of these, their order. One probability for all, told by the most telling of them.
 */
export function judgeNames(
  call: Call,
  api: ApiProfile,
  operation: OperationProfile,
  combination: number,
  all: { readonly names: Rates; readonly requests: number },
  add: Add,
): void {
  const isWhole = isWholeTo(call, operation);
  if (isWhole && operation.combinations.has(combination)) return;
  const counts = countNames(call);
  const known = { sinceMs: operation.sinceMs, observations: operation.requests };
  let isTold = false;
  for (const { place, name, count } of counts) {
    const profile = operation[place].byName.get(name);
    const other = place === 'query' ? 'body' : 'query';
    if (profile === undefined) {
      if (place === 'body' && isNeverRead(operation)) continue;
      const surprise = unseenName(api, operation[place], place, all.names);
      const aspect = aspectOfNew(operation, place, name);
      const isElsewhere = aspect === 'repeated';
      const seen = isElsewhere ? `it stands in the ${place}, where it never stood` : 'it stands there';
      const learned = `${operation[place].byName.size} names in the ${place}${isElsewhere ? `, and this one in the ${other}` : ', and not this one'}`;
      add(aspect, place, surprise, () => evidence(parameterName(place, name), learned, seen, surprise, known));
      isTold = true;
    } else if (count > 1) {
      const rate = (api.repeated + 1) / (api.requests + 1);
      const p = Math.max((profile.repeated + 2 * rate) / (profile.requests + 2), 0.5 / (api.requests + 1));
      const surprise = -Math.log10(Math.min(1, p));
      const learned = profile.repeated === 0 ? 'at most once' : `more than once in ${profile.repeated} of ${profile.requests} requests`;
      add('repeated', place, surprise, () => evidence(parameterName(place, name), learned, `${count} times`, surprise, known));
      isTold ||= profile.repeated === 0;
    }
  }
  if (isWhole && !isTold) judgeCombination(call, api, operation, known, add);
}

/** Whether all names of a call are known, as far as they ever were at the operation: where no body is on record, the names of the query are all. */
export function isWholeTo({ isWhole }: Call, { body }: OperationProfile): boolean {
  return isWhole || body.requests === 0;
}

/** Whether there were bodies, and none of them was on record. */
function isNeverRead({ query, body }: OperationProfile): boolean {
  return body.byName.size === 0 && query.requests > body.requests;
}

/** What a name is that never stood in that place: one that stands in the other, a text where values with names belong, or new. */
function aspectOfNew(operation: OperationProfile, place: 'query' | 'body', name: string): Aspect {
  if (operation[place === 'query' ? 'body' : 'query'].byName.has(name)) return 'repeated';
  return name === '' ? 'combination' : 'name';
}

/** What is odd about the value of a name that is new belongs to its being new. */
export function aspectOf(place: Place, name: string, odd: Odd, operation: OperationProfile | undefined, isKnown: boolean): Aspect {
  if (place === 'header' || place === 'cookie') return 'header';
  if (!isKnown && operation !== undefined && place !== 'path') return aspectOfNew(operation, place, name);
  return odd === 'type' || odd === 'number' ? odd : 'value';
}

/** −log10 of the share of fields that clients begin to send, with a new version, that servers believe as proxies write them; one in ten, by assumption. */
const SELDOM_TRUSTED = 1;

/** Judges a header or cookie that was never seen at the API. Where none ever was, nothing is known of which there may be. */
export function judgeField(api: ApiProfile, table: ParameterTable, place: Place, name: string, everywhere: Rates, add: Add): void {
  const surprise = unseenName(api, table, place, everywhere) + (place === 'header' && isTrustedField(name) ? SELDOM_TRUSTED : 0);
  const known = { sinceMs: api.sinceMs, observations: table.requests };
  add('header', place, surprise, () =>
    evidence(parameterName(place, name), `${table.byName.size} ${place} names, and not this one`, 'it stands there', surprise, known),
  );
}

interface Counted {
  readonly place: 'query' | 'body';
  readonly name: string;
  count: number;
}

function countNames({ parameters }: Call): Iterable<Counted> {
  const counts = new Map<string, Counted>();
  for (const { place, name } of parameters) {
    if (place !== 'query' && place !== 'body') continue;
    const key = `${place} ${name}`;
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { place, name, count: 1 });
    else known.count++;
  }
  return counts.values();
}

/** −log10 of the probability of a name that was never seen: by the operation, of which too little is known by the API, of which … by all APIs. */
export function unseenName(api: ApiProfile, table: ParameterTable, place: Place, everywhere: Rates): number {
  const all = (everywhere[place].once + 1) / (everywhere[place].requests + 1);
  const ofApi = (api.names[place].once + 2 * all) / (api.names[place].requests + 2);
  const own = (table.once + 2 * ofApi) / (table.requests + 2);
  return Math.max(0, -Math.log10(Math.max(own, 0.5 / (api.names[place].requests + 1))));
}

/** The share of requests that a parameter is in from which on it is missed. */
const EXPECTED = 0.95;

function judgeCombination(
  { parameters }: Call,
  api: ApiProfile,
  operation: OperationProfile,
  known: { readonly sinceMs: number; readonly observations: number },
  add: Add,
): void {
  const prior = (api.onceCombinations + 1) / (api.requests + 1);
  const p = Math.max((operation.combinations.unseen() + 2 * prior) / (operation.requests + 2), 0.5 / (api.requests + 1));
  // Of a name that came a few times only most combinations are to come still.
  const surprise = Math.max(0, -Math.log10(Math.max(p, 1 / (requestsOfRarest(parameters, operation) + 2))));
  const missing = missingIn(parameters, operation);
  if (missing !== undefined) {
    const { place, name } = missing;
    const learned = `in nearly all of ${operation[place].requests} requests`;
    add('missing', place, surprise, () => evidence(parameterName(place, name), learned, 'it is missing', surprise, known));
    return;
  }
  const place = parameters.some((parameter) => parameter.place === 'body') ? 'body' : 'query';
  const learned = `${operation.combinations.distinct} combinations and orders of names`;
  const names = parameters.filter((parameter) => parameter.place === place).map(({ name }) => name);
  add('combination', place, surprise, () => evidence(`names in the ${place}`, learned, names.join(', ') || 'none', surprise, known));
}

/** Requests so far that had the rarest of the names; infinitely many where there are no names. */
function requestsOfRarest(parameters: Call['parameters'], operation: OperationProfile): number {
  let rarest = Number.POSITIVE_INFINITY;
  for (const { place, name } of parameters) {
    if (place === 'query' || place === 'body') rarest = Math.min(rarest, operation[place].byName.get(name)?.requests ?? 0);
  }
  return rarest;
}

function missingIn(parameters: Call['parameters'], operation: OperationProfile): { place: 'query' | 'body'; name: string } | undefined {
  for (const place of ['query', 'body'] as const) {
    const { byName, requests: all } = operation[place];
    for (const [name, { requests }] of byName) {
      if (requests < EXPECTED * all) continue;
      if (!parameters.some((parameter) => parameter.place === place && parameter.name === name)) return { place, name };
    }
  }
  return undefined;
}
