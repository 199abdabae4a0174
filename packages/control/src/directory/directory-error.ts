/**
 * Why a request to the directory was not met. Nothing has changed then.
 * - `unknown`: there is no such record.
 * - `taken`: the id names a record already.
 * - `in-use`: other records refer to it.
 * - `not-here`: the record stands in the configuration file, and is changed there.
 * - `full`: there are as many records as can be kept.
 * - `invalid`: what was asked for makes no sense.
 */
export type DirectoryErrorCode = 'unknown' | 'taken' | 'in-use' | 'not-here' | 'full' | 'invalid';

/** A request to the directory that was not met: why, and what may help. Its message holds no secret. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError';
  readonly code: DirectoryErrorCode;
  readonly hint: string | undefined;

  constructor(code: DirectoryErrorCode, message: string, hint?: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
