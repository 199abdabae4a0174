import type { ConditionOptions } from '../../../conditions/options.ts';
import type { Refusal } from '../../../pipeline/policy.ts';

/** The refusal that tells a client which authentication of the end user is asked for. */
export type StepUp = Refusal;

/** The challenge of RFC 9470 section 3 for what conditions ask of an authentication; undefined where they ask nothing. */
export function stepUpOf({ acr, amr, maxAge }: ConditionOptions): StepUp | undefined {
  if (acr === undefined && amr === undefined && maxAge === undefined) return undefined;
  const maxAgeS = maxAge === undefined ? undefined : Math.floor(maxAge / 1000);
  const wanted = [
    ...(acr === undefined ? [] : [`acr ${acr.join(' or ')}`]),
    ...(amr === undefined ? [] : [`amr ${amr.join(' or ')}`]),
    ...(maxAgeS === undefined ? [] : [`at most ${maxAgeS} s ago`]),
  ].join(', ');
  const parameters = [
    'realm="airside"',
    'error="insufficient_user_authentication"',
    `error_description="asked for is an authentication with ${quotable(wanted)}"`,
    ...(acr === undefined ? [] : [`acr_values="${quotable(acr.join(' '))}"`]),
    ...(maxAgeS === undefined ? [] : [`max_age="${maxAgeS}"`]),
  ];
  return {
    problem: 'authentication-insufficient',
    reason: `the authentication is not what is asked for: ${wanted}`,
    detail: `This asks for an authentication with ${wanted}.`,
    headers: ['WWW-Authenticate', `Bearer ${parameters.join(', ')}`],
  };
}

/** For a quoted string (RFC 9110 section 5.6.4) in a header field: printable ASCII without what would have to be escaped. */
function quotable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]|["\\]/g, '');
}
