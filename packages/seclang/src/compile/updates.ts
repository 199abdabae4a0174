import { parseActions } from '../language/actions.ts';
import type { DirectiveNode } from '../language/syntax.ts';
import { parseVariables } from '../language/variables.ts';
import { draftOf } from './draft.ts';
import { type IdRange, idRanges, pattern } from './rule-patterns.ts';
import { messageOf, type RuleTree, tagsOf } from './rule-tree.ts';

export const ruleUpdateNames = [
  'SecRuleRemoveById',
  'SecRuleRemoveByTag',
  'SecRuleRemoveByMsg',
  'SecRuleUpdateTargetById',
  'SecRuleUpdateTargetByTag',
  'SecRuleUpdateTargetByMsg',
  'SecRuleUpdateActionById',
] as const;

export function isRuleUpdate(lowerName: string): boolean {
  return ruleUpdateNames.some((name) => name.toLowerCase() === lowerName);
}

/**
 * Applies one directive to all rules of the set, wherever they stand: those it names change or go. Answers how many rules it changed or
 * removed. Throws an Error that says what is wrong with its arguments.
 */
export function applyUpdate(node: DirectiveNode, rules: Set<RuleTree>): number {
  const selected = [...rules].filter(selector(node));
  const name = node.name.toLowerCase();
  if (name.startsWith('secruleremove')) {
    for (const rule of selected) rules.delete(rule);
  } else if (name.startsWith('secruleupdatetarget')) {
    for (const rule of selected) updateTargets(rule, node.arguments);
  } else {
    const nodes = parseActions(node.arguments[1] ?? '');
    for (const rule of selected) for (const link of rule.links.slice(0, 1)) link.draft = draftOf(nodes, 'update', link.draft);
  }
  return selected.length;
}

function selector(node: DirectiveNode): (rule: RuleTree) => boolean {
  const [first = ''] = node.arguments;
  const name = node.name.toLowerCase();
  if (name.endsWith('tag')) {
    const wanted = pattern(first);
    return (rule) => tagsOf(rule).some((tag) => wanted.test(tag));
  }
  if (name.endsWith('msg')) {
    const wanted = pattern(first);
    return (rule) => wanted.test(messageOf(rule));
  }
  const ranges: IdRange[] = idRanges(name === 'secruleremovebyid' ? node.arguments.join(' ') : first);
  return (rule) => ranges.some(({ low, high }) => rule.id >= low && rule.id <= high);
}

/** With two arguments the variables are added to the rule's own; with a third they stand in the place of those it names. */
function updateTargets(rule: RuleTree, [, added = '', replaced]: readonly string[]): void {
  const nodes = parseVariables(added);
  const [link] = rule.links;
  if (link === undefined) return;
  const gone = replaced === undefined ? [] : parseVariables(replaced).map((node) => JSON.stringify(node));
  link.variables = [...link.variables.filter((node) => !gone.includes(JSON.stringify(node))), ...nodes];
}
