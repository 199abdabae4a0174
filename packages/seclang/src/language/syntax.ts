import type { Position } from './problem.ts';

/** Which members of a collection are meant: all, one by name, those whose name a pattern matches, or (XML) a path with what its prefixes mean. */
export type Selector =
  | { readonly kind: 'all' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'path'; readonly path: string; readonly namespaces?: readonly (readonly [prefix: string, namespace: string])[] };

/** One item of a rule's list of variables: `ARGS`, `&ARGS:id`, `!ARGS:/^x/`. */
export interface VariableNode {
  /** In upper case. */
  readonly name: string;
  readonly selector: Selector;
  readonly mode: 'value' | 'count' | 'exclude';
}

/** `"!@rx ^a"`: negated, name `rx`, argument `^a`. */
export interface OperatorNode {
  readonly negated: boolean;
  /** As written, without `@`. */
  readonly name: string;
  readonly argument: string;
}

/** `setvar:'tx.a=1'`: name `setvar` in lower case, argument without its quotes. */
export interface ActionNode {
  readonly name: string;
  readonly argument: string | undefined;
}

/** A `SecRule`, or a `SecAction`: a rule without variables and operator that always matches. */
export interface RuleNode extends Position {
  readonly kind: 'rule';
  readonly variables: readonly VariableNode[];
  readonly operator: OperatorNode | undefined;
  readonly actions: readonly ActionNode[];
}

/** Any other directive with its arguments, quotes removed. */
export interface DirectiveNode extends Position {
  readonly kind: 'directive';
  /** As written. */
  readonly name: string;
  readonly arguments: readonly string[];
}

export type StatementNode = RuleNode | DirectiveNode;
