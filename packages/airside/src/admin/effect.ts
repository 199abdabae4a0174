import type { Effect } from '@airside/control';

import { note } from '../terminal.ts';

/** Tells the person at the terminal, on standard error, where a change counts. */
export function noteEffect({ workers, replaced }: Effect): void {
  const where = workers === 1 ? 'in the gateway process' : `in all ${workers} gateway processes`;
  note(
    `in effect ${where}${replaced === 0 ? '' : `; ${replaced} of them did not answer in time and ${replaced === 1 ? 'was' : 'were'} replaced`}`,
  );
}
