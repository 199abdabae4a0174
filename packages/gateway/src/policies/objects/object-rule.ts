import { type Operation, parsePointer } from '@airside/openapi';

import { compileConditions } from '../../conditions/compile.ts';
import type { WithExceptions } from '../../conditions/exceptions.ts';
import { selectOperation } from '../../conditions/operation-selector.ts';
import type { ApiContext } from '../../pipeline/policy.ts';
import type { ObjectRuleOptions } from './options.ts';
import { type Owners, ownersOf } from './owner.ts';
import { type HeadPlace, headPlace } from './place.ts';

/** A rule, ready for one operation. */
export interface ObjectRule extends WithExceptions {
  readonly name: string;
  readonly owners: Owners;
  readonly absent: 'refuse' | 'pass';
  readonly head: HeadPlace | undefined;
  /** Tokens of the pointer into the body of the request. */
  readonly body: readonly string[] | undefined;
  readonly response: ResponseOwner | undefined;
}

/** Where a response says whose it is; tokens of pointers. */
export interface ResponseOwner {
  readonly owner: readonly string[];
  readonly items: readonly string[] | undefined;
  readonly mismatch: 'refuse' | 'remove';
}

/** Compiles a rule for all operations; `index` is its place in the list. */
export function compileObjectRule(
  rule: ObjectRuleOptions,
  index: number,
  context: ApiContext,
): (operation: Operation | undefined) => ObjectRule {
  const { request, response } = rule;
  const common = {
    name: rule.name ?? `object rule ${index + 1}`,
    owners: ownersOf(rule.equals),
    exceptions: rule.unless.map(compileConditions),
    absent: request?.absent ?? 'refuse',
    head: request && headPlace(request),
    body: request?.body === undefined ? undefined : parsePointer(request.body),
    response: response && {
      owner: parsePointer(response.owner) ?? [],
      items: response.items === undefined ? undefined : parsePointer(response.items),
      mismatch: response.mismatch,
    },
  };
  return (operation) => ({ ...common, selection: selectOperation(rule, context, operation, { lenient: true }) });
}
