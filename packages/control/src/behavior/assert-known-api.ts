import { suggest } from '@airside/domain';

import { DirectoryError } from '../directory/directory-error.ts';

/** Refuses what is ordered at an API that there is not: it would be in effect, and hit nobody. */
export function assertKnownApi(api: string | null, known: readonly string[]): void {
  if (api === null || known.includes(api)) return;
  const near = suggest(api, known);
  throw new DirectoryError(
    'unknown',
    `there is no API ${JSON.stringify(api)}`,
    near === undefined ? `APIs are ${known.join(', ')}` : `did you mean ${JSON.stringify(near)}?`,
  );
}
