import type { Configuration } from 'oidc-provider';

/**
 * The cookies of people who sign in: signed, `HttpOnly`, `SameSite=Lax`, over https `Secure` with the prefix that says so. They go to the
 * authorization server's own path alone, which rules the prefix `__Host-` out: with that they would go to every API of the same host, and
 * so to upstreams and records.
 */
export function cookies(issuer: URL, secret: string): Required<Configuration>['cookies'] {
  const secure = issuer.protocol === 'https:';
  const prefix = secure ? '__Secure-' : '';
  const options = { httpOnly: true, sameSite: 'lax', secure, signed: true, path: `${issuer.pathname}/` } as const;
  return {
    names: { session: `${prefix}airside_session`, interaction: `${prefix}airside_interaction`, resume: `${prefix}airside_resume` },
    long: options,
    short: options,
    keys: [secret],
  };
}
