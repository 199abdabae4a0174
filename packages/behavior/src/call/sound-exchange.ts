import type { Exchange } from '@airside/domain';

/** A terabyte, or thirty years in milliseconds: sums of many such are still numbers. */
const MOST = 2 ** 40;

/** The exchange with sizes and durations that can be counted: what is no number, is below nothing or beyond all measure is taken for nothing or for the most. */
export function soundExchange(exchange: Exchange): Exchange {
  const { requestBytes, responseBytes, durationMs, upstream } = exchange;
  if (isSound(requestBytes) && isSound(responseBytes) && isSound(durationMs) && (upstream === null || isSound(upstream.durationMs)))
    return exchange;
  return {
    ...exchange,
    requestBytes: Math.trunc(sound(requestBytes)),
    responseBytes: Math.trunc(sound(responseBytes)),
    durationMs: sound(durationMs),
    upstream: upstream === null ? null : { ...upstream, durationMs: sound(upstream.durationMs) },
  };
}

function isSound(amount: number): boolean {
  return amount >= 0 && amount <= MOST;
}

function sound(amount: number): number {
  return amount > 0 ? Math.min(amount, MOST) : 0;
}
