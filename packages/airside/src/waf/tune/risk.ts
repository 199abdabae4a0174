import { namesParts } from './exclusion.ts';
import type { Proposal } from './propose.ts';

export const RISKS = ['low', 'medium', 'high'] as const;
export type Risk = (typeof RISKS)[number];

/** Header fields that decide how a request is read. */
const FRAMING = new Set(['content-type', 'content-length', 'content-encoding', 'transfer-encoding', 'host', 'connection']);
const MANY_CALLERS = 5;
const MANY_REQUESTS = 5;

/** How careful one has to be with a proposal, and why. `low` takes named callers, answers that were seen, and one part of one operation. */
export function riskOf(
  { exclusion, evidence, places }: Pick<Proposal, 'exclusion' | 'evidence' | 'places'>,
  labelled: boolean,
): { readonly risk: Risk; readonly why: readonly string[] } {
  const named = evidence.authenticatedCallers.size;
  const high = [
    ...(namesParts(exclusion) ? [] : ['the whole rule is left out there']),
    ...(exclusion.headers?.some((name) => FRAMING.has(name.toLowerCase())) === true
      ? ['the header field decides how a request is read']
      : []),
    ...(evidence.unjudged > evidence.honest ? ['most requests are of callers who could not be judged'] : []),
    ...(evidence.suspicious > 0 ? ['suspicious requests match there'] : []),
    ...(!labelled && named === 0 ? ['no caller is known by a credential'] : []),
    ...(!labelled && evidence.answered === 0 ? ['all were refused, so nobody saw whether the API would have accepted them'] : []),
  ];
  if (high.length > 0) return { risk: 'high', why: high };
  const medium = [
    ...(places.length > 1 ? ['wider than what was seen'] : []),
    ...(exclusion.operations === undefined ? ['on all operations'] : []),
    ...(!labelled && named < MANY_CALLERS ? ['few callers'] : []),
    ...(labelled && evidence.honest < MANY_REQUESTS ? ['few requests'] : []),
  ];
  return medium.length > 0 ? { risk: 'medium', why: medium } : { risk: 'low', why: [] };
}
