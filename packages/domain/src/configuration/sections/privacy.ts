import { z } from 'zod';

/** The same words wherever records of requests leave: in exports, and in what monitoring systems are told. */
export const privacy = z
  .strictObject({
    query: z
      .enum(['masked', 'names', 'drop'])
      .default('masked')
      .describe('Queries with personal data and secrets taken out of their values, only the names of their parameters, or none.'),
    userAgent: z.enum(['keep', 'drop']).default('keep').describe('The `User-Agent` of callers.'),
    addresses: z.enum(['keep', 'hash']).default('keep').describe('Addresses of callers, or what tells them apart without telling them.'),
    users: z
      .enum(['keep', 'hash'])
      .default('keep')
      .describe('Names of users, sessions, tokens, credentials and applications, or what tells them apart without telling them.'),
  })
  .describe('What is taken out before anything leaves. Header fields and bodies are never exported.');
