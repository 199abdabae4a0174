import type { RuleSelection } from '../actions/action.ts';
import { pattern } from './rule-patterns.ts';
import { messageOf, type RuleTree, tagsOf } from './rule-tree.ts';

/** Finds rules by id, tag and message; the same question is answered once. */
export function ruleSelection(rules: readonly RuleTree[]): RuleSelection {
  const known = new Map<string, Uint8Array>();
  const once = (identity: string, test: (rule: RuleTree) => boolean): Uint8Array => {
    const found = known.get(identity) ?? Uint8Array.from(rules, (rule) => (test(rule) ? 1 : 0));
    known.set(identity, found);
    return found;
  };
  return {
    byId: (first, last) => once(`id ${first} ${last}`, ({ id }) => id >= first && id <= last),
    byTag: (text) => {
      const wanted = pattern(text);
      return once(`tag ${text}`, (rule) => tagsOf(rule).some((tag) => wanted.test(tag)));
    },
    byMessage: (text) => {
      const wanted = pattern(text);
      return once(`msg ${text}`, (rule) => wanted.test(messageOf(rule)));
    },
  };
}
