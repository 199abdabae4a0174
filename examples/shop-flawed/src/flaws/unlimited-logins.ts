import type { Flaw } from '../flaw.ts';

/** Lets everybody try passwords as often as they like. */
export const unlimitedLogins: Flaw = (options) => ({
  ...options,
  loginThrottle: { attempt: () => undefined, succeeded: () => undefined },
});
