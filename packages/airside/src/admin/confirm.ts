import { createInterface } from 'node:readline/promises';

import { CommandError, EXIT } from '../exit.ts';

/** Goes on where a person says yes to what cannot be undone, or has said so before with `--yes`. Without a person there, `--yes` is asked for. */
export async function assertConfirmed(consequence: string, yes: boolean | undefined): Promise<void> {
  if (yes !== true && !isAttended()) {
    throw new CommandError(`nothing was changed: ${consequence}, which cannot be undone`, {
      exitCode: EXIT.usage,
      hint: 'add --yes where that is meant',
    });
  }
  await askAtTerminal(consequence, yes);
}

/** The same for what a script has to be able to do at once, such as shutting somebody out: without a person there, nobody is asked. */
export async function askAtTerminal(consequence: string, yes: boolean | undefined): Promise<void> {
  if (yes === true || !isAttended()) return;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${consequence}, which cannot be undone. Go on? [y/N] `);
    if (/^y(es)?$/i.test(answer.trim())) return;
  } finally {
    terminal.close();
  }
  throw new CommandError('nothing was changed');
}

function isAttended(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}
