import type { Flaw } from '../flaw.ts';

/** Shows callers the whole error: message, files, lines, version of Node. */
export const verboseErrors: Flaw = (options) => ({
  ...options,
  describeFailure: (error) => ({
    status: 500,
    body: { error: String(error), stack: error instanceof Error ? error.stack : null, node: process.version },
  }),
});
