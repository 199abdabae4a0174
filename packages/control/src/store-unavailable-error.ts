/**
 * Why a store cannot serve.
 * - `missing`: it is to be read, and there is none.
 * - `foreign`: the file belongs to another program.
 * - `newer-version`: a later version of Airside wrote it.
 * - `older-version`: it is to be read, and a writer has to bring it up to date first.
 * - `corrupt`: what is stored is damaged.
 * - `full`: no space is left.
 * - `read-only`: it may not be written.
 * - `busy`: another process held it for too long.
 * - `closed`: it was closed before.
 * - `failed`: the system did not let it be opened, read or written.
 */
export type StoreUnavailableReason =
  | 'missing'
  | 'foreign'
  | 'newer-version'
  | 'older-version'
  | 'corrupt'
  | 'full'
  | 'read-only'
  | 'busy'
  | 'closed'
  | 'failed';

/** The storage, not the caller, is the reason why something could not be done. It may work later. Nothing was changed or deleted. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
  readonly reason: StoreUnavailableReason;

  constructor(reason: StoreUnavailableReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
