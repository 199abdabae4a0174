import type { OpenOperation } from '@airside/example-shop';

import type { Flaw } from '../flaw.ts';

const debug: OpenOperation = {
  method: 'GET',
  path: '/debug/state',
  open: true,
  handle({ shop }) {
    const users = shop.store.all('SELECT username, role, consumer FROM users ORDER BY username');
    return { status: 200, body: { node: process.version, memory: process.memoryUsage(), users } };
  },
};

/** Serves an operation that the definition does not know and nobody is asked a credential for: left over from development. */
export const debugEndpoint: Flaw = (options) => ({ ...options, operations: { ...options.operations, debug } });
