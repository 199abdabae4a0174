import { ANY, DEEP, type PatternStep } from './field-pattern.ts';
import { fold } from './fold.ts';

/** Where a walk through a value stands in the patterns that select parts of it. */
export interface SelectionNode<Action> {
  readonly named: ReadonlyMap<string, SelectionNode<Action>>;
  readonly any: SelectionNode<Action> | undefined;
  /** What goes on at any depth below. */
  readonly deep: SelectionNode<Action> | undefined;
  /** Stands for any number of steps: it is still active one step below. */
  readonly loops: boolean;
  /** What is to be done with the part that was reached. */
  readonly action: Action | undefined;
}

type Growing<Action> = {
  named: Map<string, Growing<Action>>;
  any: Growing<Action> | undefined;
  deep: Growing<Action> | undefined;
  loops: boolean;
  action: Action | undefined;
};

/** The steps of a pattern: a JSON pointer (RFC 6901) in which `*` stands for any member or item, and `**` for any number of steps. */
export function patternSteps(pattern: string): readonly PatternStep[] {
  return pattern
    .slice(1)
    .split('/')
    .map((token) => (token === '*' ? ANY : token === '**' ? DEEP : token.replaceAll('~1', '/').replaceAll('~0', '~')));
}

/** One tree for all patterns, so that a walk looks at each part once. Names are compared whatever their letter case (see `fold`). */
export function selectionOf<Action>(selected: Iterable<readonly [steps: readonly PatternStep[], action: Action]>): SelectionNode<Action> {
  const root: Growing<Action> = grow(false);
  for (const [steps, action] of selected) {
    let node = root;
    for (const step of steps) node = child(node, step);
    node.action = action;
  }
  return root;
}

/** The nodes that are active at the start of a value. */
export function start<Action>(roots: Iterable<SelectionNode<Action>>): readonly SelectionNode<Action>[] {
  const active: SelectionNode<Action>[] = [];
  for (const root of roots) activate(root, active);
  return active;
}

/** The nodes that are active at a member or item of the value at which `active` are. */
export function step<Action>(active: readonly SelectionNode<Action>[], name: string): readonly SelectionNode<Action>[] {
  const next: SelectionNode<Action>[] = [];
  const folded = fold(name);
  for (const node of active) {
    if (node.loops) activate(node, next);
    activate(node.named.get(folded), next);
    activate(node.any, next);
  }
  return next;
}

function activate<Action>(node: SelectionNode<Action> | undefined, active: SelectionNode<Action>[]): void {
  if (node === undefined || active.includes(node)) return;
  active.push(node);
  activate(node.deep, active);
}

function child<Action>(node: Growing<Action>, pattern: PatternStep): Growing<Action> {
  if (pattern === ANY) {
    node.any ??= grow(false);
    return node.any;
  }
  if (pattern === DEEP) {
    node.deep ??= grow(true);
    return node.deep;
  }
  const name = fold(pattern);
  const known = node.named.get(name) ?? grow<Action>(false);
  node.named.set(name, known);
  return known;
}

function grow<Action>(loops: boolean): Growing<Action> {
  return { named: new Map(), any: undefined, deep: undefined, loops, action: undefined };
}
