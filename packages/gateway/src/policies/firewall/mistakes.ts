import { suggest, unknownName } from '@airside/domain';
import { inputNames } from '@airside/openapi';
import { type RuleSet, rulesOf } from '@airside/seclang';

import type { ApiContext } from '../../pipeline/policy.ts';
import type { ExclusionOptions } from './exclusion-options.ts';
import { idRange } from './exclusions.ts';
import type { FirewallOptions } from './options.ts';

/**
 * What only shows once the options are seen together with the API and its rules: an exclusion of an operation that does not exist is an
 * error; one of rules that are not loaded is a warning, since rule sets change with their versions.
 */
export function reportMistakes({ exclude }: FirewallOptions, context: ApiContext): void {
  const { definition, ruleEngine, problem, warning } = context;
  const operations = definition?.operations.map(({ id }) => id) ?? [];
  const loaded = ruleEngine === undefined || exclude.length === 0 ? undefined : namesOf(ruleEngine.ruleSet);
  for (const [index, entry] of exclude.entries()) {
    for (const [place, operation] of entry.operations.entries()) {
      if (operations.includes(operation)) continue;
      problem(['exclude', index, 'operations', place], unknownName('operation', operation, operations, 'the definition'));
    }
    warnOfParameters(entry, index, context);
    if (loaded === undefined) continue;
    for (const [place, rule] of entry.rules.entries()) {
      const [first, last] = idRange(rule);
      if (loaded.ids.some((id) => id >= first && id <= last)) continue;
      warning(['exclude', index, 'rules', place], {
        message: `no loaded rule has ${first === last ? `the id ${first}` : `an id from ${first} to ${last}`}`,
        expected: 'ids of rules that apply here',
        ...hint(first > last ? `${last}-${first}` : nearest(first, loaded.ids)),
      });
    }
    for (const [place, tag] of entry.tags.entries()) {
      if (loaded.tags.has(tag)) continue;
      warning(['exclude', index, 'tags', place], {
        message: `no loaded rule has the tag "${tag}"`,
        expected: 'a tag of a rule that applies here, whole',
        ...hint(suggest(tag, loaded.tags)),
      });
    }
  }
}

/** Parameters that no operation in question knows, where the definition says all that a caller may send. */
function warnOfParameters({ parameters, operations }: ExclusionOptions, index: number, { definition, warning }: ApiContext): void {
  if (definition === undefined || parameters.length === 0) return;
  const inputs = definition.operations
    .filter(({ id }) => operations.length === 0 || operations.includes(id))
    .map((operation) => inputNames(definition, operation));
  if (inputs.length === 0 || !inputs.every(({ isComplete }) => isComplete)) return;
  const known = new Set(inputs.flatMap(({ names }) => [...names]));
  for (const [place, parameter] of parameters.entries()) {
    const [name = ''] = parameter.split('[');
    if (known.has(parameter) || known.has(name) || known.has(withoutIndexes(parameter))) continue;
    warning(['exclude', index, 'parameters', place], {
      message: `the definition knows no parameter "${parameter}" here`,
      expected: 'a parameter of the query, or a property of the body such as order.note',
      ...hint(suggest(parameter, known)),
    });
  }
}

/** Items of JSON arrays are named `items.array_0.note`, all of them `items.*.note`. */
function withoutIndexes(parameter: string): string {
  return parameter
    .split('.')
    .filter((part) => !/^(?:array_\d+|\*)$/.test(part))
    .join('.');
}

function namesOf(ruleSet: RuleSet): { readonly ids: readonly number[]; readonly tags: ReadonlySet<string> } {
  const facts = rulesOf(ruleSet).map((rule) => rule.facts);
  return { ids: facts.map(({ id }) => id), tags: new Set(facts.flatMap(({ tags }) => tags)) };
}

function hint(meant: number | string | undefined): { readonly hint?: string } {
  return meant === undefined ? {} : { hint: `did you mean ${meant}?` };
}

/** The id that differs from a mistyped one by a digit or two; rules of one kind have ids close to each other, so the closest of these. */
function nearest(wanted: number, ids: readonly number[]): string | undefined {
  const word = String(wanted);
  const close = ids.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted)).map(String);
  return suggest(word, close);
}
