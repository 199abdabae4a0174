import { dirname, resolve } from 'node:path';

import type { Draft } from '../actions/action.ts';
import { parseActions } from '../language/actions.ts';
import { type Position, type Problem, reason } from '../language/problem.ts';
import { fileSystem, type RuleFiles } from '../language/source.ts';
import { suggestion } from '../language/suggestion.ts';
import type { DirectiveNode, RuleNode, StatementNode, VariableNode } from '../language/syntax.ts';
import { acceptedDirectives } from './accepted-directives.ts';
import { settingDirectives } from './directives.ts';
import { draftOf } from './draft.ts';
import { asksForNothing } from './refused-directives.ts';
import type { ItemTree, RuleTree } from './rule-tree.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { isRuleUpdate, ruleUpdateNames } from './updates.ts';

/** A rule set before it is compiled: rules and markers in their order, settings, and the directives that change rules. */
export interface Assembly {
  readonly items: ItemTree[];
  readonly settings: Settings;
  readonly updates: DirectiveNode[];
  readonly problems: Problem[];
}

/** Joins chains, gives rules their phase and default actions, and reads the settings. Never throws: what is wrong becomes a problem. */
export function assemble(statements: readonly StatementNode[], files: RuleFiles = fileSystem): Assembly {
  const assembly: Assembly = { items: [], settings: defaultSettings(), updates: [], problems: [] };
  const defaults = new Map<number, Draft>();
  const ids = new Map<number, Position>();
  let open: RuleTree | undefined;
  let skipping = false;
  for (const node of statements) {
    const chained = node.kind === 'rule' && node.actions.some(({ name }) => name === 'chain');
    try {
      if (node.kind === 'directive') {
        if (open !== undefined) chainProblem(assembly, open, node);
        open = undefined;
        skipping = false;
        directive(assembly, defaults, node, files);
      } else if (skipping) {
        skipping = chained;
      } else {
        const begins = open === undefined;
        open = link(node, open, defaults);
        if (begins) addRule(assembly, ids, open);
        if (!chained) open = undefined;
      }
    } catch (error) {
      open = undefined;
      skipping = chained;
      assembly.problems.push({ file: node.file, line: node.line, message: reason(error) });
    }
  }
  if (open !== undefined) chainProblem(assembly, open, open);
  return assembly;
}

function link(node: RuleNode, open: RuleTree | undefined, defaults: ReadonlyMap<number, Draft>): RuleTree {
  const { file, line, variables, operator } = node;
  const draft = draftOf(node.actions, open === undefined ? 'starter' : 'chained');
  const tree = { file, line, variables: withNamespaces(variables, draft.namespaces), operator, draft };
  if (open !== undefined) {
    open.links.push(tree);
    return open;
  }
  if (draft.id === undefined) throw new Error('the rule has no id; give it a number of its own, as in id:1000');
  const phase = draft.phase ?? 2;
  return { file, line, id: draft.id, phase, links: [tree], defaults: defaults.get(phase) };
}

/** Paths into XML with what their prefixes mean in their rule. */
function withNamespaces(variables: readonly VariableNode[], namespaces: Draft['namespaces']): readonly VariableNode[] {
  if (namespaces === undefined) return variables;
  const bound = [...namespaces];
  return variables.map((node) => (node.selector.kind === 'path' ? { ...node, selector: { ...node.selector, namespaces: bound } } : node));
}

function addRule(assembly: Assembly, ids: Map<number, Position>, rule: RuleTree): void {
  const first = ids.get(rule.id);
  if (first !== undefined) throw new Error(`the id ${rule.id} is taken by the rule at ${first.file}:${first.line}`);
  ids.set(rule.id, rule);
  assembly.items.push({ kind: 'rule', rule });
}

function chainProblem(assembly: Assembly, open: RuleTree, at: Position): void {
  const message = `the rule ${open.id} (${open.file}:${open.line}) ends with chain, but no rule follows it`;
  assembly.problems.push({ file: at.file, line: at.line, message });
}

function directive(assembly: Assembly, defaults: Map<number, Draft>, node: DirectiveNode, files: RuleFiles): void {
  const name = node.name.toLowerCase();
  if (name === 'secmarker') {
    const [marker] = node.arguments;
    if (marker === undefined || node.arguments.length !== 1) throw new Error('SecMarker takes one name');
    assembly.items.push({ kind: 'marker', name: marker });
  } else if (name === 'secdefaultaction') {
    const draft = draftOf(parseActions(node.arguments[0] ?? ''), 'default');
    if (draft.disruptive === undefined) throw new Error('SecDefaultAction needs a disruptive action: pass, deny, drop, redirect or allow');
    if (draft.disruptive.name === 'block') throw new Error('SecDefaultAction cannot say block, because block means what it says');
    defaults.set(draft.phase ?? 2, draft);
  } else if (isRuleUpdate(name)) {
    assembly.updates.push(node);
  } else if (!setting(assembly.settings, node, files) && !isAccepted(name) && !asksForNothing(node.name, node.arguments)) {
    const known = [
      'SecRule',
      'SecAction',
      'SecMarker',
      'SecDefaultAction',
      'Include',
      ...ruleUpdateNames,
      ...Object.keys(settingDirectives),
    ];
    throw new Error(`unknown directive ${node.name}${suggestion(node.name, [...known, ...Object.keys(acceptedDirectives)])}`);
  }
}

const SETTINGS = new Map(Object.entries(settingDirectives).map(([name, apply]) => [name.toLowerCase(), apply]));
const ACCEPTED = new Set(Object.keys(acceptedDirectives).map((name) => name.toLowerCase()));

function setting(settings: Settings, node: DirectiveNode, files: RuleFiles): boolean {
  const apply = SETTINGS.get(node.name.toLowerCase());
  if (apply === undefined) return false;
  try {
    apply(settings, node.arguments, (file) => files.read(resolve(dirname(node.file), file)));
  } catch (error) {
    throw new Error(`${node.name} ${reason(error)}`, { cause: error });
  }
  return true;
}

function isAccepted(name: string): boolean {
  return ACCEPTED.has(name);
}
