import type { Exchange } from '@airside/domain';

import { blankExchange } from '../../../behavior/blank-exchange.ts';

/** A call that was answered with 404, for tests of the engine's host. */
export const refusal = (id: string, more: Partial<Exchange> = {}): Exchange => ({
  ...blankExchange(id, 0),
  api: 'orders',
  status: 404,
  ...more,
});
