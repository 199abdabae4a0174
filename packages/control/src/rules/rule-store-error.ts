/**
 * Why something was not done with rule sets. Nothing has changed then.
 * - `usage`: what was asked for makes no sense, or leaves something out.
 * - `refused`: what was found is not what it has to be.
 * - `unavailable`: a place could not be read or written.
 */
export type RuleStoreReason = 'usage' | 'refused' | 'unavailable';

/** Something was not done with rule sets: why, and what may help. */
export class RuleStoreError extends Error {
  override readonly name = 'RuleStoreError';
  readonly reason: RuleStoreReason;
  readonly hint: string | undefined;

  constructor(reason: RuleStoreReason, message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.reason = reason;
    this.hint = options.hint;
  }
}
