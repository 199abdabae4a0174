import { createInterface } from 'node:readline/promises';

import { CommandError, EXIT } from '../exit.ts';

/** Goes on where a person says yes to what cannot be undone, or has said so before with `--yes`. */
export async function assertConfirmed(consequence: string, yes: boolean | undefined): Promise<void> {
  if (yes === true) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new CommandError(`${consequence}, which cannot be undone`, { exitCode: EXIT.usage, hint: 'add --yes where that is meant' });
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${consequence}, which cannot be undone. Go on? [y/N] `);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    terminal.close();
  }
  throw new CommandError('nothing was changed');
}
