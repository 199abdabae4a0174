import { duration } from '@airside/domain';
import { z } from 'zod';

const failures = z.int().min(1).max(1_000_000);

const limits = z
  .strictObject({
    attempts: failures.default(10).describe('So many attempts at one account (user name, beginning of a key) from one address may fail …'),
    window: duration().prefault('15m').describe('… in this time.'),
    addressAttempts: failures
      .default(100)
      .describe('So many attempts from one address may fail in this time, at whichever accounts. IPv6 addresses count by their /64.'),
    accountAttempts: failures
      .default(100)
      .describe(
        'So many attempts at one account may fail in this time, from whichever addresses. Addresses that lately succeeded for the account, ' +
          'and their networks (/24, /48), stay out of this count and are not held up by it.',
      ),
  })
  .refine(({ attempts, accountAttempts }) => accountAttempts > attempts, {
    error: 'expected accountAttempts above attempts, so that one address alone cannot slow an account down for others',
  })
  .describe('When failed attempts are turned away unjudged. Each worker counts for itself, over all APIs.');

export const bruteForceOptions = z
  .union([limits, z.literal('off')])
  .prefault({})
  .describe('Limits on failed attempts at credentials that could be guessed; `off`: none.');

export type BruteForceLimits = z.output<typeof limits>;
