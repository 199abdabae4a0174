import { dirname, relative, sep } from 'node:path';

import { parsePointer } from '../../pointer.ts';
import { child, type Data, isPlainObject } from '../document/data.ts';
import { type Format, formatNamed } from '../formats.ts';
import { compileRule } from './compile-rule.ts';
import type { RulesetDefinition } from './definition.ts';
import { matchesGlob } from './glob.ts';
import { mergeRules } from './merge.ts';
import type { ProblemLog } from './problem-log.ts';
import type { EffectiveRuleset, ParserOptions, PointerOverride, RuleSeverity, Ruleset } from './ruleset.ts';
import { severityOf } from './severity.ts';

/** Compiles a rule set. What cannot be compiled is noted and left out. */
export function compileRuleset(definition: RulesetDefinition, files: readonly string[], log: ProblemLog): Ruleset {
  const base = effective(definition, [], log);
  const known = new Map<string, EffectiveRuleset>();
  const pointers = pointerOverrides(definition, log);
  const variant = (file: string): EffectiveRuleset => {
    if (definition.overrides.length === 0) return base;
    const path = relative(dirname(definition.location), file).split(sep).join('/');
    const chosen = definition.overrides.filter(({ files: globs }) => globs.some((glob) => !glob.includes('#') && matchesGlob(path, glob)));
    const inside = pointers.filter(({ files: glob }) => matchesGlob(path, glob));
    const key = JSON.stringify([chosen.map((one) => definition.overrides.indexOf(one)), inside.map((one) => pointers.indexOf(one))]);
    let found = known.get(key);
    if (!found) {
      found = chosen.length + inside.length === 0 ? base : effective(overridden(definition, chosen), inside, log);
      known.set(key, found);
    }
    return found;
  };
  for (const { files: globs } of definition.overrides)
    for (const glob of globs) if (!glob.includes('#')) checkOverride(definition, glob, log);
  return { ...base, location: definition.location, files, forFile: variant };
}

/** Overrides are compiled once ahead so that what is wrong with them is said although no file asks for them. */
function checkOverride(definition: RulesetDefinition, glob: string, log: ProblemLog): void {
  const chosen = definition.overrides.filter(({ files }) => files.includes(glob));
  effective(overridden(definition, chosen), [], log);
}

function effective(definition: RulesetDefinition, inside: readonly PointerOverride[], log: ProblemLog): EffectiveRuleset {
  const drafts = [...mergeRules(definition, { severity: 'recommended', isExplicit: false }, log).values()];
  const rules = drafts.flatMap((draft) => compileRule(draft, log) ?? []);
  const named = new Set(inside.map(({ rule }) => rule));
  const formats = new Set<Format>([...formatsOf(definition), ...rules.flatMap((rule) => rule.formats ?? [])]);
  return {
    rules: rules.map((rule) => (named.has(rule.name) ? { ...rule, enabled: true } : rule)),
    formats: [...formats],
    parserOptions: parserOptionsOf(definition),
    pointerOverrides: inside,
  };
}

/** The rule set that the chosen overrides make: they extend the rest. */
function overridden(definition: RulesetDefinition, chosen: RulesetDefinition['overrides']): RulesetDefinition {
  const rest = { ...definition, overrides: [] };
  return chosen.reduce<RulesetDefinition>(
    (inner, { definition: override }) => ({ ...override, extends: [{ definition: inner, severity: undefined }, ...override.extends] }),
    rest,
  );
}

function formatsOf(definition: RulesetDefinition): readonly Format[] {
  const own = child(definition.data, 'formats');
  const named = Array.isArray(own) ? own.flatMap((name) => (typeof name === 'string' ? (formatNamed(name) ?? []) : [])) : [];
  return [...named, ...definition.extends.flatMap((extension) => formatsOf(extension.definition))];
}

function parserOptionsOf(definition: RulesetDefinition): ParserOptions {
  const inherited = definition.location === '' ? undefined : child(definition.data, 'parserOptions');
  const option = (name: string): RuleSeverity => severityOf(child(inherited, name)) ?? 'error';
  return { duplicateKeys: option('duplicateKeys'), incompatibleValues: option('incompatibleValues') };
}

function pointerOverrides(definition: RulesetDefinition, log: ProblemLog): readonly PointerOverride[] {
  return definition.overrides.flatMap(({ files, definition: override }) =>
    files.filter((glob) => glob.includes('#')).flatMap((glob) => pointerOverride(glob, override, log)),
  );
}

function pointerOverride(glob: string, override: RulesetDefinition, log: ProblemLog): readonly PointerOverride[] {
  const hash = glob.indexOf('#');
  const path = parsePointer(glob.slice(hash + 1));
  const rules: Data | undefined = child(override.data, 'rules');
  const report = (message: string, expected: string): readonly never[] => {
    log.add({ severity: 'error', file: override.location, source: override.source, path: override.path, message, expected });
    return [];
  };
  if (!path) return report(`"${glob}" does not end with a JSON pointer`, 'FILES#/pointer');
  if (!isPlainObject(rules)) return report(`the override for "${glob}" names no rules`, '`rules` with severities');
  return Object.entries(rules).flatMap(([rule, setting]): readonly PointerOverride[] => {
    const severity = severityOf(setting);
    if (severity === undefined) return report(`the override for "${glob}" can only change severities`, 'a severity for each rule');
    return [{ files: hash === 0 ? '**' : glob.slice(0, hash), path, rule, severity }];
  });
}
