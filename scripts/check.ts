/**
 * The one command behind `npm test`: everything that must hold before a change goes in. It ends with a line `N passed, N failed`: tests and
 * checks added up.
 */
import { parseArgs } from 'node:util';

import { CHECKS } from './checks/index.ts';
import { runTests } from './checks/tests.ts';
import { runChecks } from './tools/run-checks.ts';

const TESTS = 'tests';
const root = import.meta.dirname.slice(0, -'/scripts'.length);
const names = [...CHECKS.map((check) => check.name), TESTS];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true, default: [] }, help: { type: 'boolean', short: 'h', default: false } },
});
const only = values.only.flatMap((list) => list.split(',')).filter((name) => name !== '');
const unknown = only.filter((name) => !names.includes(name));

if (values.help) {
  console.log(usage());
} else if (unknown.length > 0) {
  console.error(`There is no check named ${unknown.join(', ')}.\n\n${usage()}`);
  process.exitCode = 2;
} else {
  const wanted = (name: string): boolean => only.length === 0 || only.includes(name);
  const checks = CHECKS.filter((check) => wanted(check.name));
  const failedChecks = await runChecks(root, checks);
  const totals = wanted(TESTS) ? await runTests(root, positionals) : { passed: 0, failed: 0 };
  const failed = failedChecks + totals.failed;
  console.log(`\n${checks.length - failedChecks + totals.passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function usage(): string {
  const lines = [...CHECKS.map(({ name, promise }) => `  ${name.padEnd(8)} ${promise}`), `  ${TESTS.padEnd(8)} the tests pass (vitest)`];
  return `npm test -- [--only NAME,NAME] [PART OF A TEST FILE'S NAME …]\n\n${lines.join('\n')}`;
}
