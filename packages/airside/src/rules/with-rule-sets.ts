import { RuleStoreError, type RuleStoreReason } from '@airside/control';

import { CommandError, EXIT } from '../exit.ts';
import { printable } from '../terminal.ts';

const EXIT_CODES: Readonly<Record<RuleStoreReason, number>> = { usage: EXIT.usage, refused: EXIT.failed, unavailable: EXIT.unavailable };

/** Does something with rule sets; what goes wrong with them is said to the person at the terminal. */
export async function withRuleSets<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RuleStoreError)) throw error;
    const { message, reason, hint } = error;
    // Paths in an archive are whatever its maker wants.
    throw new CommandError(printable(message), { exitCode: EXIT_CODES[reason], ...(hint !== undefined && { hint }) });
  }
}
