import type { Span } from '@airside/gateway';

import { type BatchSender, createBatchSender, type SendBatch } from './batch-sender.ts';

const MOST_WAITING = 4096;

/** Takes the spans of requests from the hot path and passes them on. */
export function createSpanSender(send: SendBatch<Span>): BatchSender<Span> {
  return createBatchSender({ send, weightOf: () => 1, mostWaiting: MOST_WAITING });
}
