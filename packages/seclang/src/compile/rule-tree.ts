import type { Draft } from '../actions/action.ts';
import type { Position } from '../language/problem.ts';
import type { OperatorNode, VariableNode } from '../language/syntax.ts';

/** One rule as written, its actions understood. */
export interface LinkTree extends Position {
  variables: readonly VariableNode[];
  readonly operator: OperatorNode | undefined;
  draft: Draft;
}

/** A rule with what is chained to it and the default actions that were in force where it stands. */
export interface RuleTree extends Position {
  readonly id: number;
  readonly phase: number;
  readonly links: LinkTree[];
  readonly defaults: Draft | undefined;
}

/** What the order of a rule set is made of. */
export type ItemTree = { readonly kind: 'rule'; readonly rule: RuleTree } | { readonly kind: 'marker'; readonly name: string };

/** All texts of tags of a rule, those of its default actions among them. */
export function tagsOf(rule: RuleTree): readonly string[] {
  return [...(rule.defaults?.tagTexts ?? []), ...rule.links.flatMap((link) => link.draft.tagTexts)];
}

export function messageOf(rule: RuleTree): string {
  return rule.links.find((link) => link.draft.msgText !== undefined)?.draft.msgText ?? '';
}
