import { type Observation, type ObservedApi, TrafficModel } from '../src/index.ts';

export type Seen = Partial<Omit<Observation, 'request' | 'response'>> & {
  readonly path: string;
  /** JSON value of the body. */
  readonly sent?: unknown;
  readonly answered?: unknown;
  readonly sentType?: string;
  readonly answeredType?: string;
  readonly headers?: readonly (readonly [string, string])[];
};

/** A call with an answer, of which only what matters is given. */
export function seen({ sent, answered, sentType, answeredType, headers, ...call }: Seen): Observation {
  const [path = '', query = ''] = call.path.split('?');
  return {
    timeMs: Date.UTC(2026, 10, 1),
    api: 'test',
    host: 'api.example',
    method: 'GET',
    template: null,
    query,
    status: 200,
    isRefused: false,
    caller: 'anna',
    credentials: [],
    ...call,
    path,
    request: message(sent, sentType, headers),
    response: message(answered, answeredType),
  };
}

function message(value: unknown, type?: string, headers: readonly (readonly [string, string])[] = []): Observation['request'] {
  const body = value === undefined ? undefined : typeof value === 'string' && type !== undefined ? value : JSON.stringify(value);
  const mediaType = type ?? (value === undefined ? undefined : 'application/json');
  return {
    headers: mediaType === undefined ? headers : [['content-type', mediaType], ...headers],
    body,
    bytes: body?.length ?? 0,
  };
}

/** What is known of the one API in the calls. */
export function observe(calls: Iterable<Seen>): ObservedApi {
  const model = new TrafficModel();
  for (const call of calls) model.observe(seen(call));
  const [api] = model.view();
  if (api === undefined) throw new Error('the calls of this test show no API');
  return api;
}

export function operationsOf({ endpoints }: ObservedApi): readonly string[] {
  return endpoints.map(({ method, template }) => `${method} ${template}`);
}

/** Numbers that look drawn and are the same each time. */
export function drawing(seed: number): {
  below(end: number): number;
  pick<T>(choices: readonly T[]): T;
  text(alphabet: string, length: number): string;
} {
  let state = seed;
  const below = (end: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
  return {
    below,
    pick: (choices) => choices[below(choices.length)] as (typeof choices)[number],
    text: (alphabet, length) => Array.from({ length }, () => alphabet.charAt(below(alphabet.length))).join(''),
  };
}
