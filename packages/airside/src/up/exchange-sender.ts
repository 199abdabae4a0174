import { exchangeWeight } from '@airside/control';
import type { Exchange } from '@airside/domain';

import { type BatchSender, createBatchSender, type SendBatch } from './batch-sender.ts';

/** By weight. */
const MOST_WAITING = 20_000;

/** Takes exchanges from the hot path and passes them on. */
export function createExchangeSender(send: SendBatch<Exchange>): BatchSender<Exchange> {
  return createBatchSender({ send, weightOf: exchangeWeight, mostWaiting: MOST_WAITING });
}
