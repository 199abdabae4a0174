import { apiKey } from './api-key.ts';
import { basic } from './basic.ts';
import type { BenchCase } from './case.ts';
import { cachedJwt, firstJwt } from './jwt.ts';
import { policyCases } from './policy.ts';

/** All that is measured by processor time for each call, in the order of the report. */
export const benchCases: readonly BenchCase[] = [apiKey, basic, cachedJwt, ...firstJwt('ES256'), ...firstJwt('RS256'), ...policyCases];
