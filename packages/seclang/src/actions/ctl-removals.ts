import { variables } from '../variables/index.ts';
import { unknownVariable } from '../variables/unsupported.ts';
import type { BindEffect, RuleSelection } from './action.ts';

type Select = (rules: RuleSelection) => Uint8Array;

/** Options of `ctl` that take rules, or variables of rules, away for the rest of the transaction. */
export const removalOptions: Readonly<Record<string, (value: string) => BindEffect>> = {
  ruleRemoveById: (value) => remove(byIds(value)),
  ruleRemoveByTag: (value) => remove((rules) => rules.byTag(value)),
  ruleRemoveByMsg: (value) => remove((rules) => rules.byMessage(value)),
  ruleRemoveTargetById: (value) => removeTarget(value, byIds),
  ruleRemoveTargetByTag: (value) => removeTarget(value, (tag) => (rules) => rules.byTag(tag)),
  ruleRemoveTargetByMsg: (value) => removeTarget(value, (msg) => (rules) => rules.byMessage(msg)),
};

/** One id or a range of ids, `920100-920199`. */
function byIds(value: string): Select {
  const [, first, last] = /^(\d{1,15})(?:\s*-\s*(\d{1,15}))?$/.exec(value.trim()) ?? [];
  if (first === undefined) throw new Error(`ctl expected the id of a rule, or a range as in 920100-920199; found "${value}"`);
  return (rules) => rules.byId(Number(first), Number(last ?? first));
}

function remove(select: Select): BindEffect {
  return ({ rules }) => {
    const selected = select(rules);
    return (state) => state.removeRules(selected);
  };
}

function removeTarget(value: string, selector: (text: string) => Select): BindEffect {
  const semicolon = value.lastIndexOf(';');
  if (semicolon === -1) throw new Error(`ctl expected rules;VARIABLE, as in 942100;ARGS:comment; found "${value}"`);
  const select = selector(value.slice(0, semicolon));
  const target = value.slice(semicolon + 1).trim();
  const colon = target.search(/[:.]/);
  const variable = (colon === -1 ? target : target.slice(0, colon)).toUpperCase();
  if (variable !== 'XML' && !variables.has(variable)) throw new Error(unknownVariable(variable, variables.keys()));
  const key = colon === -1 ? '' : target.slice(colon + 1);
  return ({ rules, matchKeys }) => {
    const exclusion = { rules: select(rules), variable, matches: key === '' ? () => true : matchKeys(key) };
    return (state) => state.exclude(exclusion);
  };
}
