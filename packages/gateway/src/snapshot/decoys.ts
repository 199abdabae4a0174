import type { BehaviorConfiguration } from '@airside/domain';

import type { Refusal } from '../pipeline/policy.ts';

/** What a whole API that is none answers: the same as one that wants to know who calls. */
export const DECOY_ANSWER: Refusal = {
  problem: 'credential-required',
  reason: 'a decoy: there is no API here',
  headers: ['WWW-Authenticate', 'Bearer realm="airside"'],
};

/** Whether a path is in one of the APIs that are none; undefined where there are no such. */
export function compileDecoys({ decoys }: Pick<BehaviorConfiguration, 'decoys'>): ((host: string, path: string) => boolean) | undefined {
  if (decoys.apis.length === 0) return undefined;
  const places = decoys.apis.map((line) => {
    const slash = line.indexOf('/');
    return { host: line.slice(0, slash), path: line.slice(slash).replace(/\/$/, '') };
  });
  return (host, path) =>
    places.some((place) => (place.host === '' || place.host === host) && (path === place.path || path.startsWith(`${place.path}/`)));
}
