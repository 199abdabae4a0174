import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

import { DirectoryError, type DirectoryErrorCode } from '../directory/directory-error.ts';
import { StoreUnavailableError } from '../store-unavailable-error.ts';
import { type AdminProblem, type AdminProblemName, problem } from './problem.ts';

const BY_CODE: Readonly<Record<DirectoryErrorCode, AdminProblemName>> = {
  unknown: 'record-unknown',
  taken: 'record-taken',
  'in-use': 'record-in-use',
  'not-here': 'record-in-file',
  full: 'too-many-records',
  invalid: 'record-invalid',
};
const MOST_ERRORS = 20;

/** The answer to a request that failed. What Airside itself is to blame for is not told in detail. */
export function failure(error: unknown): AdminProblem {
  if (error instanceof DirectoryError) return problem(BY_CODE[error.code], error.message, hintOf(error));
  if (error instanceof StoreUnavailableError) return problem('store-unavailable', error.message);
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.slice(0, MOST_ERRORS).map(({ instancePath, message }) => ({
      pointer: instancePath,
      detail: message ?? 'is not what is expected',
    }));
    return problem('invalid', errors.map(({ pointer, detail }) => `${pointer === '' ? '/' : pointer}: ${detail}`).join('; '), { errors });
  }
  const { statusCode = 500, message } = error as { readonly statusCode?: number; readonly message: string };
  if (statusCode === 413) return problem('too-large', message);
  return statusCode < 500 ? problem('invalid', message) : problem('internal', 'the log of Airside says why');
}

function hintOf({ hint }: DirectoryError): Pick<AdminProblem, 'hint'> {
  return hint === undefined ? {} : { hint };
}
