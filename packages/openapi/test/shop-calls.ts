import { playUsers, startShop, type UserCall } from '@airside/example-shop';

import type { Observation } from '../src/index.ts';

const START_MS = Date.UTC(2026, 10, 1);

/** What the users of the shop do, as observations; a share of the calls may be those of a scanner. */
export async function* shopCalls(calls: number, scanner: number): AsyncGenerator<Observation> {
  const shop = await startShop();
  try {
    let timeMs = START_MS;
    for await (const call of playUsers(shop.url, { seed: 1, calls, scanner })) {
      timeMs += 1000;
      yield fromUserCall(call, timeMs);
    }
  } finally {
    await shop.close();
  }
}

function fromUserCall(
  { method, target, headers, body, caller, credentials, status, responseHeaders, responseBody }: UserCall,
  timeMs: number,
): Observation {
  const mark = target.indexOf('?');
  return {
    timeMs,
    api: 'shop',
    host: 'shop.example',
    method,
    path: mark === -1 ? target : target.slice(0, mark),
    template: null,
    query: mark === -1 ? '' : target.slice(mark + 1),
    status,
    isRefused: false,
    caller,
    credentials,
    request: { headers: Object.entries(headers ?? {}), body, bytes: body?.length ?? 0 },
    response: {
      headers: Object.entries(responseHeaders).map(([name, value]) => [name, String(value)] as const),
      body: responseBody,
      bytes: responseBody.length,
    },
  };
}
