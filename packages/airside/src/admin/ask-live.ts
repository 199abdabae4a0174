import type { z } from 'zod';

import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { CommandError, EXIT } from '../exit.ts';
import type { AdminRequest } from './answer.ts';
import { askRunning } from './client.ts';

/** Asks the running Airside for what only one that runs knows. */
export async function askLive<Answer>(options: DataDirectoryOptions, question: AdminRequest, answer: z.ZodType<Answer>): Promise<Answer> {
  const { success, data } = answer.safeParse(await askRunning(await dataDirectoryOf(options), question));
  if (success) return data;
  throw new CommandError('the answer of the running Airside is not what this command expects', {
    exitCode: EXIT.unavailable,
    hint: 'the two may be of different versions: start Airside again',
  });
}
