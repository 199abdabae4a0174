import type { z } from 'zod';

import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { CommandError, EXIT } from '../exit.ts';
import type { AdminRequest } from './answer.ts';
import { askRunning, isNotRunning } from './client.ts';

const PAGE = 1000;

/**
 * Asks the running Airside that the options of a command mean. Where none is running, what is asked for reading is answered from what lies on
 * disk; changes need one that runs.
 */
export async function ask<Answer>(options: DataDirectoryOptions, question: AdminRequest, answer: z.ZodType<Answer>): Promise<Answer> {
  const dataDirectory = await dataDirectoryOf(options);
  const body = await askRunning(dataDirectory, question).catch(async (error: unknown) => {
    if (!isNotRunning(error) || question.method !== 'GET') throw error;
    const { askStopped } = await import('./stopped.ts');
    return askStopped(dataDirectory, options, question, error);
  });
  const { success, data } = answer.safeParse(body);
  if (success) return data;
  throw new CommandError('the answer of the running Airside is not what this command expects', {
    exitCode: EXIT.unavailable,
    hint: 'the two may be of different versions: start Airside again',
  });
}

/** All entries of a list, page after page. */
export async function* askAll<View>(
  options: DataDirectoryOptions,
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
  page: z.ZodType<{ readonly items: readonly View[]; readonly next: string | null }>,
): AsyncGenerator<View> {
  for (let after: string | null | undefined; after !== null; ) {
    const asked = withQuery(path, { ...query, limit: PAGE, after });
    const { items, next }: { items: readonly View[]; next: string | null } = await ask(options, { method: 'GET', path: asked }, page);
    yield* items;
    after = next;
  }
}

export function withQuery(path: string, query: Readonly<Record<string, string | number | undefined>>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, String(value));
  return given.size === 0 ? path : `${path}?${given}`;
}
