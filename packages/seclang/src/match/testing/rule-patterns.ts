import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SHARED = process.env['AIRSIDE_SHARED'] ?? resolve(import.meta.dirname, '../../../../../../shared');
const RULES = join(SHARED, 'crs/4.28/rules');

/** The distinct patterns that the Core Rule Set gives to `@rx`; none when the rules are not at hand, which is said aloud. */
export function readRulePatterns(): readonly string[] {
  if (!existsSync(RULES)) {
    process.emitWarning(`The Core Rule Set is not at ${RULES} (set AIRSIDE_SHARED): tests that need its patterns are skipped`);
    return [];
  }
  const patterns = new Set<string>();
  for (const file of readdirSync(RULES).filter((name) => name.endsWith('.conf'))) {
    const text = readFileSync(join(RULES, file), 'latin1').replaceAll(/\\\r?\n/g, '');
    for (const found of text.matchAll(/^\s*SecRule\s[^"\n]+"!?@rx ((?:\\.|[^"\\\n])*)"/gm)) {
      patterns.add((found[1] ?? '').replaceAll('\\"', '"'));
    }
  }
  return [...patterns];
}

/** The phrases of the Core Rule Set's data files. */
export function readRulePhrases(): readonly string[] {
  if (!existsSync(RULES)) return [];
  return readdirSync(RULES)
    .filter((name) => name.endsWith('.data'))
    .flatMap((file) => readFileSync(join(RULES, file), 'latin1').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
