import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FileCollector, MOST_BYTES, type RuleSetFile } from './file-collector.ts';
import { RuleStoreError } from './rule-store-error.ts';

/**
 * The files in a folder and below, without those whose name begins with a dot. Throws a RuleStoreError where there is anything but files
 * and folders, or too much of it.
 */
export function readDirectory(directory: string): RuleSetFile[] {
  const collector = new FileCollector();
  const visit = (path: string): void => {
    for (const name of readdirSync(join(directory, path)).sort()) {
      if (name.startsWith('.')) continue;
      const inner = path === '' ? name : `${path}/${name}`;
      const file = join(directory, inner);
      const stat = lstatSync(file);
      if (stat.isDirectory()) visit(inner);
      else if (!stat.isFile()) throw refusal(file, 'it is neither a file nor a folder (links are not followed)');
      else if (stat.size > MOST_BYTES) throw refusal(file, `it has more than ${MOST_BYTES} bytes`);
      else add(inner, file);
    }
  };
  const add = (path: string, file: string): void => {
    const content = readFileSync(file);
    try {
      collector.add(path, content);
    } catch (error) {
      throw refusal(file, (error as Error).message);
    }
  };
  try {
    visit('');
  } catch (error) {
    if (error instanceof RuleStoreError) throw error;
    throw new RuleStoreError('unavailable', `${directory} cannot be read: ${(error as Error).message}`, { cause: error });
  }
  return collector.files();
}

function refusal(file: string, reason: string): RuleStoreError {
  return new RuleStoreError('refused', `${file} cannot be part of a rule set: ${reason}`);
}
