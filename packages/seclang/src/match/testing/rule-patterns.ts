import { globSync, readFileSync } from 'node:fs';

import { coreRuleSetForTests } from '../../testing/index.ts';

/** The distinct patterns that the Core Rule Set gives to `@rx`; none when the rules are not at hand, which is said aloud. */
export function readRulePatterns(version = '4.28'): readonly string[] {
  const patterns = new Set<string>();
  for (const file of ruleFiles(version, 'conf')) {
    const text = readFileSync(file, 'latin1').replaceAll(/\\\r?\n/g, '');
    for (const found of text.matchAll(/^\s*SecRule\s[^"\n]+"!?@rx ((?:\\.|[^"\\\n])*)"/gm)) {
      patterns.add((found[1] ?? '').replaceAll('\\"', '"'));
    }
  }
  return [...patterns];
}

/** The phrases of the Core Rule Set's data files. */
export function readRulePhrases(): readonly string[] {
  return ruleFiles('4.28', 'data')
    .flatMap((file) => readFileSync(file, 'latin1').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function ruleFiles(version: string, extension: string): string[] {
  const found = coreRuleSetForTests(version);
  return found === undefined ? [] : globSync(`${found.folder}/rules/*.${extension}`).sort();
}
