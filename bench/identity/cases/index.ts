import { apiKey } from './api-key.ts';
import { basic } from './basic.ts';
import type { BenchCase } from './case.ts';
import { dpop } from './dpop.ts';
import { boundIdentityHeader, identityHeader } from './identity-header.ts';
import { cachedJwt, firstJwt } from './jwt.ts';
import { cachedOpaque } from './opaque.ts';
import { policyCases } from './policy.ts';

/** All that is measured by processor time for each call, in the order of the report. */
export const benchCases: readonly BenchCase[] = [
  apiKey,
  basic,
  cachedJwt,
  cachedOpaque,
  ...firstJwt('ES256'),
  ...firstJwt('RS256'),
  dpop,
  ...policyCases,
  identityHeader,
  boundIdentityHeader,
];
