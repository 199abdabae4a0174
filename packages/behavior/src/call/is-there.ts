import type { Call } from './call.ts';

/**
 * Whether a call proves that its operation is one. Paths can be made up: an operation is there when the definition has it, or when it succeeded. That a caller went away first, or that the server failed, proves
 * nothing.
 */
export function isThere({ exchange: { template }, outcome }: Call): boolean {
  return template !== null || outcome === 'success';
}
