import { dirname, resolve } from 'node:path';

import type { DataObject } from '../document/data.ts';
import type { SourceDocument } from '../document/source-document.ts';
import type { RuleFunction } from '../functions/rule-function.ts';
import { functionOf } from './custom-function.ts';
import { importDefault, messageOf } from './import-code.ts';
import type { ProblemLog } from './problem-log.ts';

export const CODE_HINT = 'Allow code where you trust the rule set.';

/** A rule set, or a part of one, in its file. */
interface Owner {
  readonly file: string;
  readonly source: SourceDocument | undefined;
  readonly path: readonly string[];
}

/** The functions that a rule set brings, by name; undefined after noting that it may not bring any. */
export async function readFunctions(
  data: DataObject,
  { file, source, path }: Owner,
  allowCode: boolean,
  log: ProblemLog,
): Promise<Map<string, RuleFunction> | undefined> {
  const functions = new Map<string, RuleFunction>();
  const names = data['functions'];
  if (names === undefined) return functions;
  const at = [...path, 'functions'];
  if (!allowCode) {
    const message = 'functions of a rule set are code and are not run';
    log.add({ severity: 'error', file, source, path: at, message, expected: 'a rule set without `functions`', hint: CODE_HINT });
    return undefined;
  }
  const folder = typeof data['functionsDir'] === 'string' ? data['functionsDir'] : 'functions';
  for (const [index, entry] of (Array.isArray(names) ? names : []).entries()) {
    const name = Array.isArray(entry) ? entry[0] : entry;
    try {
      const exported = typeof name === 'string' ? await importDefault(resolve(dirname(file), folder, `${name}.js`)) : undefined;
      if (typeof exported !== 'function' || typeof name !== 'string') throw new Error('it exports no function');
      functions.set(name, functionOf(exported as never, name));
    } catch (error) {
      const message = `the function cannot be imported: ${messageOf(error)}`;
      const expected = `a module in ${folder} that exports a function`;
      log.add({ severity: 'error', file, source, path: [...at, `${index}`], message, expected });
    }
  }
  return functions;
}
