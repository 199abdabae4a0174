import { coreRuleSetForTests } from '../../src/testing/index.ts';

/** The folder of a Core Rule Set whose version begins so. Warns, and yields undefined, when it is not there. */
export function crsFolder(version: string): string | undefined {
  return coreRuleSetForTests(version)?.folder;
}
