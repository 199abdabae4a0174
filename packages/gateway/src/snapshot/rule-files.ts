import { createHash } from 'node:crypto';

import { fileSystem, loadRules, type RuleFiles, type RuleSet } from '@airside/seclang';

import type { LoadedRules } from './bundle.ts';

/** Files of the file system, with a note of all that was read: enough to read the same again elsewhere. */
export interface RecordedFiles extends RuleFiles {
  readonly contents: ReadonlyMap<string, string>;
  /** Paths by the pattern that names them. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  /** Also those that could not be read. */
  readonly asked: ReadonlySet<string>;
}

export function recordFiles(): RecordedFiles {
  const contents = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  const asked = new Set<string>();
  return {
    contents,
    lists,
    asked,
    read(file) {
      asked.add(file);
      const content = contents.get(file) ?? fileSystem.read(file);
      contents.set(file, content);
      return content;
    },
    list(pattern) {
      const found = lists.get(pattern) ?? fileSystem.list(pattern);
      lists.set(pattern, found);
      return found;
    },
  };
}

/** What was read as plain data. */
export function loadedRules(sources: LoadedRules['sources'], { contents, lists }: RecordedFiles): LoadedRules {
  const rules = { sources, files: Object.fromEntries(contents), lists: Object.fromEntries(lists) };
  return { ...rules, digest: createHash('sha256').update(JSON.stringify(rules)).digest('hex') };
}

/** By digest, as long as somebody uses them: several gateways in one process share what is the same. */
const compiled = new Map<string, WeakRef<RuleSet>>();

/** Takes over what was compiled in this process already. */
export function rememberCompiled({ digest }: LoadedRules, ruleSet: RuleSet): void {
  for (const [known, reference] of compiled) if (reference.deref() === undefined) compiled.delete(known);
  compiled.set(digest, new WeakRef(ruleSet));
}

/** Compiles rules from what was read, and touches no file. Takes half a second for the whole Core Rule Set. */
export function compileRules(rules: LoadedRules): RuleSet {
  const known = compiled.get(rules.digest)?.deref();
  if (known !== undefined) return known;
  const ruleSet = compile(rules);
  rememberCompiled(rules, ruleSet);
  return ruleSet;
}

function compile({ sources, files, lists }: LoadedRules): RuleSet {
  return loadRules(sources, {
    files: {
      read(file) {
        const content = Object.hasOwn(files, file) ? files[file] : undefined;
        if (content === undefined) throw new Error('the file was not read with the configuration');
        return content;
      },
      list: (pattern) => (Object.hasOwn(lists, pattern) ? (lists[pattern] ?? []) : []),
    },
  });
}
