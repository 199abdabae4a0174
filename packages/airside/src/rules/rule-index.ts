import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';

import { type Rule, type RuleFiles, type RuleSet, rulesOf } from '@airside/seclang';

import { RULE_SET } from './rule-set-files.ts';

/** Rules by id, each with a digest of what it says. */
export type RuleIndex = ReadonlyMap<number, string>;

type Facts = Rule['facts'];

/**
 * The rules of a rule set in its own files. The digest covers a rule with those chained to it and the content of data files that it
 * names, but neither comments nor the version it carries, which each release changes in all of them.
 */
export function indexRules(ruleSet: RuleSet, files: RuleFiles): RuleIndex {
  const rules = rulesOf(ruleSet).map(({ facts }) => facts);
  const byFile = Map.groupBy(
    rules.filter(({ file }) => file.startsWith(RULE_SET)),
    ({ file }) => file,
  );
  return new Map([...byFile].flatMap(([file, inFile]) => indexFile(file, inFile, files)));
}

/** A line that begins a directive which is no part of a rule. */
const OTHER_DIRECTIVE = /^\s*Sec(?!Rule\s|Action\s)/i;
const COMMENT = /^\s*(#|$)/;
/** A word that may be the name of a data file. */
const FILE_NAME = /[\w.-]+\.\w+/g;

function indexFile(file: string, rules: readonly Facts[], files: RuleFiles): [number, string][] {
  const lines = files.read(file).split('\n');
  const ordered = [...rules].sort((a, b) => a.line - b.line);
  return ordered.map(({ id, line, ver }, index) => {
    const until = ordered[index + 1]?.line ?? lines.length + 1;
    const own = lines.slice(line - 1, until - 1);
    const end = own.findIndex((text) => OTHER_DIRECTIVE.test(text));
    const said = (end === -1 ? own : own.slice(0, end)).filter((text) => !COMMENT.test(text)).map((text) => text.trim());
    const text = ver === '' ? said.join('\n') : said.join('\n').replaceAll(ver, '');
    return [id, digest([text, ...dataIn(text, dirname(file), files)].join('\0'))];
  });
}

function dataIn(text: string, directory: string, files: RuleFiles): string[] {
  const names = [...new Set(text.match(FILE_NAME))].sort();
  return names.flatMap((name) => {
    try {
      return [files.read(join(directory, name))];
    } catch {
      // Most words with a dot in them name no file.
      return [];
    }
  });
}

function digest(text: string): string {
  return createHash('sha256').update(text, 'latin1').digest('hex');
}
