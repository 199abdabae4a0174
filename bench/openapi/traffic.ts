import type { Observation } from '@airside/openapi';

const ROUTES = [
  ['GET', '', 200],
  ['GET', '/', 200],
  ['GET', '/', 404],
  ['POST', '', 201],
  ['PATCH', '/', 200],
  ['DELETE', '/', 204],
] as const;
/** Endpoints of one resource: the fourth in the list is the same as the third but for its answer. */
export const ENDPOINTS_OF_RESOURCE = 5;
const CALLERS = 5000;
const WORDS = ['north', 'harbour', 'cedar', 'violet', 'meadow', 'copper', 'granite', 'willow'] as const;
/** A hundred resources each. */
const AREAS = Array.from({ length: 20 }, (_, index) => `area${index}s`);
const NONE = { headers: undefined, body: undefined, bytes: undefined } as const;
const STATUSES = ['open', 'paid', 'sent'] as const;

/** The call of that number to an API with so many resources: every id is another, so that paths never repeat. Bodies are of some 300 bytes. */
export function callOf(number: number, resources: number, withBodies: boolean): Observation {
  const resource = number % resources;
  const [method, slash, status] = ROUTES[Math.floor(number / resources) % ROUTES.length] ?? ROUTES[0];
  const base = `/v1/${AREAS[Math.floor(resource / 100) % AREAS.length]}/${WORDS[resource % WORDS.length]}${Math.floor(resource / WORDS.length)}-items`;
  const body = withBodies ? bodyOf(number, resource) : '';
  const isList = method === 'GET' && slash === '';
  return {
    timeMs: 1.7e12 + number,
    api: 'bench',
    host: 'api.example',
    method,
    path: slash === '' ? base : `${base}/${1_000_000 + number}`,
    template: null,
    query: isList ? `limit=${number % 100}&status=${STATUSES[number % STATUSES.length]}&after=${number}` : '',
    status,
    isRefused: false,
    caller: `caller-${number % CALLERS}`,
    credentials: BEARER,
    request: withBodies && (method === 'POST' || method === 'PATCH') ? message(body) : NONE,
    response: withBodies && status < 204 ? message(isList ? `[${body}]` : body) : NONE,
  };
}

const BEARER = ['bearer'] as const;
const JSON_HEADERS = [
  ['content-type', 'application/json'],
  ['user-agent', 'bench/1.0'],
  ['accept', '*/*'],
] as const;

function message(body: string): Observation['request'] {
  return { headers: JSON_HEADERS, body, bytes: body.length };
}

/** Each resource has names of its own: places whose answers have the same names are taken for values of one parameter. */
function bodyOf(number: number, resource: number): string {
  return (
    `{"id":${number},"status":"${STATUSES[number % STATUSES.length]}","customer${resource}":{"name":"N${number}","email":"u${number}@example.org"},` +
    `"lines${resource}":[{"sku":"A-${number % 977}","count":${number % 9},"price":${(number % 1000) / 100}},{"sku":"B-1","count":1,"price":2.5}],` +
    `"created${resource}":"2026-11-01T10:00:00.000Z","note${resource}":${number % 3 === 0 ? 'null' : '"at the door"'},"total":${number % 5000}}`
  );
}
