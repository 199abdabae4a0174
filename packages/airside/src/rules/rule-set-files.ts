import { globSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

import { fileSystem, type RuleFiles } from '@airside/seclang';

/** Where a rule set seems to be while it is tried: the same place for all of them, so that messages name its files alone. */
export const RULE_SET = resolve('/rule-set');

/** The files of the rule set in a folder, below `RULE_SET`. What lies outside of it cannot be read: a rule set rests on itself alone. */
export function ruleSetFiles(directory: string): RuleFiles {
  const inside = (file: string) => file === RULE_SET || file.startsWith(RULE_SET + sep);
  const real = (file: string) => join(directory, relative(RULE_SET, file));
  return {
    read(file) {
      const path = resolve(file);
      if (!inside(path)) throw new Error('it lies outside of the rule set');
      return fileSystem.read(real(path));
    },
    list(pattern) {
      const path = resolve(pattern);
      // A pattern that leads out is read as a file, so that its line is told.
      if (!inside(path)) return [path];
      // The name of the folder is no pattern, whatever it holds.
      const found = globSync(relative(RULE_SET, path), { cwd: directory });
      return found.sort().map((file) => join(RULE_SET, file));
    },
  };
}

/** A message with the files of the rule set by their own names. */
export function ownNames(text: string): string {
  return text.replaceAll(RULE_SET + sep, '').replaceAll(RULE_SET, 'the folder');
}
