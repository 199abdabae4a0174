import type { CredentialRequest } from '../authenticator.ts';
import { credentialsOf } from '../header/credentials.ts';

/** An access token in the field `Authorization`, and the scheme that it came under (RFC 6750 section 2.1, RFC 9449 section 7.1). */
export interface PresentedToken {
  readonly scheme: 'Bearer' | 'DPoP';
  readonly token: string;
}

/** The access token that a request carries, or `undefined`. Tokens in a query or a form are not looked for (RFC 9700 section 4.3.2). */
export function presentedToken(request: CredentialRequest): PresentedToken | undefined {
  const authorization = request.header('authorization');
  const bearer = credentialsOf('Bearer', authorization);
  if (bearer !== undefined) return { scheme: 'Bearer', token: bearer };
  const bound = credentialsOf('DPoP', authorization);
  return bound === undefined ? undefined : { scheme: 'DPoP', token: bound };
}
