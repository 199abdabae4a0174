import type { Exchange } from '@airside/domain';

const CHARACTERS_PER_UNIT = 1024;

/** How much an exchange counts where those that wait are bounded: 1, and 1 more for each KiB of recorded bodies. */
export function exchangeWeight({ request, response }: Exchange): number {
  const characters = (request?.body?.length ?? 0) + (response?.body?.length ?? 0);
  return 1 + Math.floor(characters / CHARACTERS_PER_UNIT);
}
