import type { Operation, SecurityAlternative } from '@airside/openapi';

import type { AuthenticationOptions } from './options.ts';

/** Whether an operation may be called without a credential. */
export function isOpenTo({ anonymous }: Pick<AuthenticationOptions, 'anonymous'>, operation: Operation | undefined): boolean {
  return anonymous === 'always' || (anonymous === 'declared' && operation?.security !== undefined && isOpen(operation.security));
}

/** An empty list of alternatives, or an empty alternative: both ask for nothing (OpenAPI 3.1, Operation Object, `security`). */
function isOpen(security: readonly SecurityAlternative[]): boolean {
  return security.length === 0 || security.some(({ schemes }) => schemes.length === 0);
}
