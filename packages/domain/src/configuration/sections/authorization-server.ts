import { z } from 'zod';

import { duration, httpUrl } from '../scalars.ts';

const settings = z
  .strictObject({
    issuer: httpUrl()
      .optional()
      .describe(
        'URL at which callers reach the authorization server, which ends in `/.airside/oauth`; made of the first listener where absent. https, or http on a loopback address.',
      ),
    insecureIssuer: z
      .boolean()
      .default(false)
      .describe('Accept an http issuer on a host that is not loopback: codes, passwords and tokens can then be read on the way.'),
    accessTokens: duration()
      .prefault('5m')
      .refine(atMost(3_600_000), { error: 'expected at most 1h' })
      .describe('How long an access token is good for; at most 1h.'),
    refreshTokens: duration()
      .prefault('14d')
      .describe('How long a refresh token is good for after its last use; the one that takes its place starts anew.'),
    sessions: duration().prefault('12h').describe('How long somebody who signed in stays signed in.'),
  })
  .describe('The settings of the authorization server.');

function atMost(most: number): (value: number) => boolean {
  return (value) => value > 0 && value <= most;
}

/** `true` is every setting at its default; yields undefined where there is none. */
export const authorizationServer = z
  .union([z.boolean(), settings])
  .default(false)
  .transform((value) => (value === true ? settings.parse({}) : value === false ? undefined : value))
  .describe("Airside's own OAuth 2.0 authorization server, for those who have no identity provider: `true`, or its settings.");
