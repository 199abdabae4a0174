import type { Authenticator } from '@airside/identity';

import type { ApiContext } from '../../../pipeline/policy.ts';
import type { AuthenticationOptions } from '../options.ts';

/** Names the protection space in challenges (RFC 9110 section 11.5). */
export const REALM = 'airside';

/** The authenticator for one kind of credential, shared by all APIs of a configuration that want the same. */
export type CreateAuthenticator = (options: AuthenticationOptions, context: ApiContext) => Authenticator;
