import { createHash } from 'node:crypto';

import type { RuleSource } from '@airside/seclang';

import type { FirewallOptions } from './options.ts';

/** The variable of `TX` in which rules find the operation. */
export const OPERATION_VARIABLE = 'airside_operation';
const FIRST_ID = 190_000;
/** Where a parameter's value is found: in the query, in a form, and under the `json` that parsed JSON bodies begin with. */
const COLLECTIONS = ['ARGS', 'ARGS_GET', 'ARGS_POST', 'ARGS_NAMES', 'ARGS_GET_NAMES', 'ARGS_POST_NAMES'];
/** What holds the path and nothing else. */
const PATH_VARIABLES = ['REQUEST_FILENAME', 'REQUEST_BASENAME'];

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

function effectsOf(exclusion: FirewallOptions['exclude'][number]): string[] {
  const { rules, tags } = exclusion;
  const selected = [...rules.map((rule) => ['Id', String(rule)] as const), ...tags.map((tag) => ['Tag', exactly(tag)] as const)];
  const targets = targetsOf(exclusion);
  if (targets.length === 0) return selected.map(([kind, value]) => `ctl:ruleRemoveBy${kind}=${value}`);
  return selected.flatMap(([kind, value]) => targets.map((target) => `ctl:ruleRemoveTargetBy${kind}=${value};${target}`));
}

function targetsOf({ parameters, headers, cookies, path }: FirewallOptions['exclude'][number]): string[] {
  const members = (collection: string, name: string): string[] => [`${collection}:${name}`, `${collection}_NAMES:${name}`];
  return [
    ...parameters.flatMap((name) => COLLECTIONS.flatMap((variable) => parameterKeys(name).map((key) => `${variable}:${key}`))),
    ...headers.flatMap((name) => members('REQUEST_HEADERS', name)),
    ...cookies.flatMap((name) => members('REQUEST_COOKIES', name)),
    ...(path ? PATH_VARIABLES : []),
  ];
}

/** A name with `*` becomes a pattern for the names that entries of a JSON list have: `items.array_7.note`. */
function parameterKeys(name: string): string[] {
  if (!name.includes('*')) return [name, `json.${name}`];
  const parts = name.split('.').map((part) => (part === '*' ? 'array_[0-9]+' : part.replaceAll(/[[\]]/g, '[\\$&]')));
  return [`/^json[.]${parts.join('[.]')}$/`];
}

/** Tags are patterns in SecLang; here the whole tag is meant. */
function exactly(tag: string): string {
  return `^${tag.replaceAll('.', '[.]')}$`;
}
