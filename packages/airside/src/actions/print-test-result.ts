import type { testView } from '@airside/control';
import type { z } from 'zod';

import type { OutputOptions } from '../admin/records.ts';
import { EXIT } from '../exit.ts';
import { printable } from '../terminal.ts';

/** Prints what came of a test; yields the exit code. */
export function printTestResult(result: z.infer<typeof testView>, { json }: OutputOptions): number {
  process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : `${result.outcome}: ${printable(result.answer)}\n`);
  return result.outcome === 'delivered' ? EXIT.ok : EXIT.failed;
}
