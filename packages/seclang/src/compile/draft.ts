import { type Draft, newDraft } from '../actions/action.ts';
import { actions } from '../actions/index.ts';
import { suggestion } from '../language/suggestion.ts';
import type { ActionNode } from '../language/syntax.ts';

/** Where a list of actions stands, which decides what it may hold. */
export type DraftPlace = 'starter' | 'chained' | 'default' | 'update';

const REFUSED: Readonly<Record<DraftPlace, readonly string[]>> = {
  starter: [],
  chained: [],
  default: ['id', 'chain', 'skip', 'skipafter', 'msg', 'rev', 'severity'],
  update: ['id', 'chain', 'phase'],
};

/** What a list of actions asks for. Throws an Error that names the action and what is wrong with it. */
export function draftOf(nodes: readonly ActionNode[], place: DraftPlace, onto: Draft = newDraft()): Draft {
  for (const node of nodes) {
    const action = actions.get(node.name);
    if (action === undefined) throw new Error(`unknown action ${node.name}${suggestion(node.name, actions.keys())}`);
    if (place === 'chained' && action.starterOnly === true) {
      throw new Error(`the action ${node.name} belongs in the first rule of the chain, not in a rule chained to it`);
    }
    if (REFUSED[place].includes(node.name)) throw new Error(`the action ${node.name} belongs in the rule itself`);
    if (action.argument === 'required' && (node.argument === undefined || node.argument === '')) {
      throw new Error(`the action ${node.name} needs an argument: ${node.name}:…`);
    }
    if (action.argument === 'none' && node.argument !== undefined) {
      throw new Error(`the action ${node.name} takes no argument; found "${node.argument.slice(0, 40)}"`);
    }
    action.apply(onto, node.argument ?? '');
  }
  return onto;
}
