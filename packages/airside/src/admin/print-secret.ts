import type { Effect } from '@airside/control';

import { note } from '../terminal.ts';
import { noteEffect } from './effect.ts';
import { recordText } from './show.ts';

export interface SecretOutput {
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Prints a secret, this once: alone on its line (`quiet`), as a field of an object, or above the record that it belongs to. */
export function printSecret(
  name: 'key' | 'secret',
  secret: string,
  { record, effect }: { readonly record: object; readonly effect: Effect },
  { quiet, json }: SecretOutput,
): void {
  if (quiet === true) {
    process.stdout.write(`${secret}\n`);
    return;
  }
  process.stdout.write(
    json === true ? `${JSON.stringify({ [name]: secret, record })}\n` : `${recordText({ [name]: secret, ...record })}\n`,
  );
  note(`the ${name} is shown this once: Airside keeps only its hash`);
  noteEffect(effect);
}
