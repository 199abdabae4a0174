import type { Configuration } from '@airside/domain';
import { compileOwnClass, DATA_CLASSES } from '@airside/openapi';

import type { Report } from './checks.ts';

/** Classes of data of the configuration's own can be looked for, accept their examples, and are none that Airside has already. */
export function checkDataClasses({ dataClasses }: Configuration, report: Report): void {
  const known = new Set(DATA_CLASSES.map(({ id }) => id));
  for (const [id, own] of Object.entries(dataClasses)) {
    const path = ['dataClasses', id];
    if (known.has(id)) report({ severity: 'error', path, message: `Airside has a class "${id}" already`, expected: 'an id of its own' });
    const compiled = compileOwnClass(id, own);
    if ('dataClass' in compiled) continue;
    for (const problem of compiled.problems) report({ severity: 'error', ...problem, path: [...path, ...problem.path] });
  }
}
