import { type Problem, RuleSetError, reason } from '../language/problem.ts';
import { fileSystem, type RuleFiles, type RuleSource, readSources } from '../language/source.ts';
import { suggestion } from '../language/suggestion.ts';
import { operators } from '../operators/index.ts';
import { neverMatching } from '../operators/without-data.ts';
import { transformations, transformationsBy } from '../transformations/index.ts';
import { needsXmlDocument } from '../variables/xml.ts';
import { assemble } from './assemble.ts';
import { ChainFactory } from './chains.ts';
import { compileRule, type Factories } from './compile-rule.ts';
import { keyTest } from './key-pattern.ts';
import { keyPattern } from './key-patterns.ts';
import { OperationFactory } from './operations.ts';
import { type Optimisations, type OptimiseOption, optimisationsOf } from './optimisations.ts';
import { Phase } from './phase.ts';
import type { Rule } from './program.ts';
import type { RuleSet } from './rule-set.ts';
import type { ItemTree, LinkTree, RuleTree } from './rule-tree.ts';
import { ScopeFactory } from './scopes.ts';
import { Screening } from './screening.ts';
import { ruleSelection } from './selection.ts';
import type { Settings } from './settings.ts';
import { TargetFactory } from './targets.ts';
import { applyUpdate } from './updates.ts';

export interface LoadOptions {
  /** `^` and `$` of patterns also hold at line breaks inside a value, as in libmodsecurity 3. Off, as in ModSecurity 2, by default. */
  readonly multiline?: boolean;
  /** Spares work that provably changes nothing. On by default; off to compare the two. */
  readonly optimise?: OptimiseOption;
  /** Where files are read from; the file system by default. */
  readonly files?: RuleFiles;
}

/** Reads and compiles rules. Throws a RuleSetError with all that is wrong; a rule set with one problem is not loaded at all. */
export function loadRules(sources: readonly RuleSource[], options: LoadOptions = {}): RuleSet {
  const read = readSources(sources, options.files);
  const { items, settings, updates, problems: found } = assemble(read.statements, options.files);
  const problems = [...read.problems, ...found];
  const warnings: Problem[] = [];
  const rules = new Set(items.flatMap((item) => (item.kind === 'rule' ? [item.rule] : [])));
  for (const update of updates) {
    attempt(problems, update, () => {
      if (applyUpdate(update, rules) > 0) return;
      warnings.push({ file: update.file, line: update.line, message: `${update.name} ${update.arguments[0] ?? ''} names no rule` });
    });
  }
  for (const { id, links } of rules) for (const link of links) warnings.push(...neverMatches(id, link));
  settings.xmlPaths = [...rules].some(({ links }) => links.some(({ variables }) => variables.some(needsXmlDocument)));
  const kept = items.filter((item) => item.kind === 'marker' || rules.has(item.rule));
  const optimise = optimisationsOf(options.optimise);
  const screening = optimise.screens ? new Screening() : undefined;
  const factories = makeFactories([...rules], options, optimise, screening, settings);
  const phases = [0, 1, 2, 3, 4, 5].map((number) => new Phase(compilePhase(kept, number, [...rules], factories, problems), optimise));
  if (problems.length > 0) throw new RuleSetError(problems);
  return Object.freeze({
    settings,
    phases,
    ruleCount: rules.size,
    operationCount: factories.operations.size,
    sizes: { targets: factories.targets.size, sets: factories.scopes?.sets ?? 0, scopes: factories.scopes?.size ?? 0 },
    remembers: optimise.memory,
    reusesTables: optimise.tables,
    scan: (screening ?? new Screening()).scanner(),
    warnings,
  });
}

function neverMatches(id: number, { file, line, operator }: LinkTree): Problem[] {
  const found = [...neverMatching].find(([name]) => name.toLowerCase() === operator?.name.toLowerCase());
  return found === undefined ? [] : [{ file, line, message: `@${found[0]} of rule ${id} never matches: ${found[1]}` }];
}

function makeFactories(
  rules: readonly RuleTree[],
  options: LoadOptions,
  optimise: Optimisations,
  screening: Screening | undefined,
  { bestFit }: Settings,
): Factories {
  return {
    chains: new ChainFactory(bestFit === undefined ? transformations : transformationsBy(bestFit), optimise.fingerprints),
    operations: new OperationFactory(operators, screening),
    targets: new TargetFactory(keyPattern),
    scopes: optimise.summaries ? new ScopeFactory() : undefined,
    effects: { rules: ruleSelection(rules), matchKeys: (selector) => keyTest(selector, keyPattern) },
    multiline: options.multiline ?? false,
    files: options.files ?? fileSystem,
  };
}

/** The rules of one phase in their order, each with the place where the phase goes on when it matches. */
function compilePhase(
  items: readonly ItemTree[],
  phase: number,
  all: readonly RuleTree[],
  factories: Factories,
  problems: Problem[],
): Rule[] {
  const trees: RuleTree[] = [];
  const marks: { name: string; place: number }[] = [];
  for (const item of items) {
    if (item.kind === 'marker') marks.push({ name: item.name, place: trees.length });
    else if (item.rule.phase === phase) marks.push({ name: String(item.rule.id), place: trees.push(item.rule) });
  }
  const indexes = new Map(all.map((rule, index) => [rule, index]));
  const compiled: Rule[] = [];
  for (const [place, tree] of trees.entries()) {
    attempt(problems, tree, () => {
      compiled.push({ ...compileRule(tree, indexes.get(tree) ?? 0, factories), next: next(tree, place, marks) });
    });
  }
  return compiled;
}

function next(tree: RuleTree, place: number, marks: readonly { name: string; place: number }[]): number {
  const draft = tree.links[0]?.draft;
  if (draft?.skip !== undefined) return place + 1 + draft.skip;
  if (draft?.skipAfter === undefined) return place + 1;
  const wanted = draft.skipAfter;
  const mark = marks.find((candidate) => candidate.name === wanted && candidate.place > place);
  if (mark === undefined) {
    const names = marks.filter((candidate) => candidate.place > place).map(({ name }) => name);
    throw new Error(`skipAfter:${wanted} names no SecMarker and no rule of this phase behind the rule${suggestion(wanted, names)}`);
  }
  return mark.place;
}

function attempt(problems: Problem[], at: { file: string; line: number }, action: () => void): void {
  try {
    action();
  } catch (error) {
    problems.push({ file: at.file, line: at.line, message: reason(error) });
  }
}
