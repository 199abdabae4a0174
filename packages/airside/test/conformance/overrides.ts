import { readFileSync } from 'node:fs';

import { parse } from 'yaml';
import { z } from 'zod';

const overrides = z.array(
  z.strictObject({
    reason: z.string().min(20),
    instead: z.strictObject({ status: z.int(), problem: z.string().nullable() }),
    tests: z.array(z.string().regex(/^\d{6}-\d+$/)).min(1),
  }),
);

/** What comes instead of what a test demands: the status, and the problem with which the gateway refused (null where it did not). */
export interface Instead {
  readonly status: number;
  readonly problem: string | null;
}

/** What a file of overrides says, by the name of the test. Throws where it names one twice. */
export function readOverrides(file: string): ReadonlyMap<string, Instead> {
  const found = new Map<string, Instead>();
  for (const { tests, instead } of overrides.parse(parse(readFileSync(file, 'utf8')))) {
    for (const name of tests) {
      if (found.has(name)) throw new Error(`${file} names ${name} twice`);
      found.set(name, instead);
    }
  }
  return found;
}
