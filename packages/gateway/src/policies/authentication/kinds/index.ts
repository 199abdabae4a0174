import type { CredentialKind } from '@airside/domain';

import { apiKey } from './api-key.ts';
import { basic } from './basic.ts';
import { certificate } from './certificate.ts';
import { jwt } from './jwt.ts';
import type { CreateAuthenticator } from './kind.ts';
import { opaque } from './opaque.ts';
import { signature } from './signature.ts';
import { webhook } from './webhook.ts';

/** How each kind of credential is verified. A kind is a file here and a line in this table. */
export const KINDS: Readonly<Record<CredentialKind, CreateAuthenticator>> = {
  apiKey,
  basic,
  jwt,
  opaque,
  certificate,
  signature,
  webhook,
};
