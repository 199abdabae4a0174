import type { Level } from '@airside/gateway';

/** What a level is called in tables, and in which colour. */
export const LEVEL_TEXT: Readonly<
  Record<Level, { readonly short: string; readonly long: string; readonly colour: 'green' | 'yellow' | 'magenta' | 'red' | 'dim' }>
> = {
  covered: { short: 'yes', long: 'covered', colour: 'green' },
  partly: { short: 'part', long: 'covered in part', colour: 'yellow' },
  reported: { short: 'rep', long: 'reported only', colour: 'magenta' },
  open: { short: 'NO', long: 'not covered', colour: 'red' },
  'not-applicable': { short: '-', long: 'not applicable', colour: 'dim' },
};

/** What an operation is called. */
export function operationName({ operation }: { readonly operation: string | null }): string {
  return operation ?? '(all operations)';
}
