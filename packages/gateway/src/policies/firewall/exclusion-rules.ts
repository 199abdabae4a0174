import { createHash } from 'node:crypto';

import type { RuleSource } from '@airside/seclang';

import type { FirewallOptions } from './options.ts';

/** The variable of `TX` in which rules find the operation. */
export const OPERATION_VARIABLE = 'airside_operation';
const FIRST_ID = 190_000;
/** Where a parameter's value is found: in the query, in a form, and under the `json` that parsed JSON bodies begin with. */
const COLLECTIONS = ['ARGS', 'ARGS_GET', 'ARGS_POST', 'ARGS_NAMES', 'ARGS_GET_NAMES', 'ARGS_POST_NAMES'];

/** The exclusions as rules of their own, which stand before all others (ids from 190000 on). */
export function exclusionRules(exclusions: FirewallOptions['exclude']): RuleSource {
  const lines = exclusions.flatMap((exclusion) => {
    const effects = effectsOf(exclusion);
    if (exclusion.operations.length === 0) return [(id: number) => `SecAction "${actions(id, effects)}"`];
    return exclusion.operations.map(
      (operation) => (id: number) => `SecRule TX:${OPERATION_VARIABLE} "@streq ${operationToken(operation)}" "${actions(id, effects)}"`,
    );
  });
  return { name: 'airside/exclusions.conf', text: lines.map((line, index) => `${line(FIRST_ID + index)}\n`).join('') };
}

/** An operation as rules know it: its id may hold anything, what stands in a rule must not. */
export function operationToken(operationId: string): string {
  return createHash('sha256').update(operationId).digest('hex').slice(0, 32);
}

function actions(id: number, effects: readonly string[]): string {
  return [`id:${id}`, 'phase:1', 'pass', 'nolog', 't:none', ...effects].join(',');
}

function effectsOf({ rules, tags, parameters }: FirewallOptions['exclude'][number]): string[] {
  const selected = [...rules.map((rule) => ['Id', String(rule)] as const), ...tags.map((tag) => ['Tag', exactly(tag)] as const)];
  if (parameters.length === 0) return selected.map(([kind, value]) => `ctl:ruleRemoveBy${kind}=${value}`);
  const targets = parameters.flatMap((name) => COLLECTIONS.flatMap((variable) => [`${variable}:${name}`, `${variable}:json.${name}`]));
  return selected.flatMap(([kind, value]) => targets.map((target) => `ctl:ruleRemoveTargetBy${kind}=${value};${target}`));
}

/** Tags are patterns in SecLang; here the whole tag is meant. */
function exactly(tag: string): string {
  return `^${tag.replaceAll('.', '[.]')}$`;
}
