import type { Observation } from '../../observe/observation.ts';

/** A call as tests need it: a JSON answer, unless something else is said. */
export function observe(details: Partial<Observation> & { readonly body?: unknown; readonly sent?: unknown }): Observation {
  const { body, sent, ...rest } = details;
  const message = (value: unknown): Observation['request'] => ({
    headers: undefined,
    body: value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value),
    bytes: undefined,
  });
  return {
    timeMs: Date.UTC(2026, 10, 1),
    api: 'shop',
    host: 'api.example.com',
    method: 'GET',
    path: '/customers/7',
    template: '/customers/{customerId}',
    query: '',
    status: 200,
    isRefused: false,
    caller: 'acme',
    credentials: undefined,
    request: message(sent),
    response: message(body),
    ...rest,
  };
}
