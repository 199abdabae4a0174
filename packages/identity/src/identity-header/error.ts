/**
 * Why a header is not believed.
 *
 * - `invalid`: nobody vouches for it: malformed, expired, not signed by the gateway.
 * - `foreign`: the gateway made it, for another API or another request.
 * - `unavailable`: it cannot be judged now, because the gateway's keys cannot be had.
 */
export type IdentityHeaderFault = 'invalid' | 'foreign' | 'unavailable';

/** Why an identity header is not to be believed. The message holds nothing of the header but names. */
export class IdentityHeaderError extends Error {
  override readonly name = 'IdentityHeaderError';
  readonly fault: IdentityHeaderFault;

  constructor(fault: IdentityHeaderFault, message: string) {
    super(message);
    this.fault = fault;
  }
}
