import type { Exchange } from '@airside/domain';

/** The exchanges of a message without what of them is for the behaviour engine alone: nobody has asked for that to be kept. */
export function recordedOnly({
  exchanges,
  observed,
}: {
  readonly exchanges: readonly Exchange[];
  readonly observed: readonly number[];
}): readonly Exchange[] {
  if (observed.length === 0) return exchanges;
  const positions = new Set(observed);
  return exchanges.map((exchange, index) => (positions.has(index) ? withoutMessages(exchange) : exchange));
}

function withoutMessages({ request: _request, response: _response, ...rest }: Exchange): Exchange {
  return rest;
}
