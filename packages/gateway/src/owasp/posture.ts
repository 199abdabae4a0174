import type { ApiConfiguration, Configuration } from '@airside/domain';
import type { Definition, Operation } from '@airside/openapi';
import type { z } from 'zod';

import type { OperationOptions } from '../conditions/operation-options.ts';
import { selectOperation } from '../conditions/operation-selector.ts';
import type { OperationJudges } from '../pipeline/policy.ts';
import { isOpenTo } from '../policies/authentication/open.ts';
import { optionsFor } from '../policies/contract/options-for.ts';
import type { policies, policyOptionSchemas } from '../policies/index.ts';
import { mildestMode, profileOptionsFor } from '../policies/profile/options-for.ts';
import type { CompiledOperation } from '../snapshot/compiled.ts';

export type PolicyName = keyof typeof policies;
type Options = { readonly [Name in PolicyName]: z.output<(typeof policyOptionSchemas)[Name]> };

/** What a policy does with requests or answers of one operation: refuse what it does not like, record it only, or not look. */
export type Part = 'enforces' | 'observes' | 'none';

/** What stands before one operation, read off its compiled policies: the options are those in force on this operation. */
export interface Posture {
  readonly api: string;
  readonly settings: ApiConfiguration;
  readonly gateway: Configuration['gateway'];
  readonly store: Configuration['store'];
  readonly definition: Definition | undefined;
  /** Undefined for an API without a definition, all of which is one operation. */
  readonly operation: Operation | undefined;
  readonly request: Readonly<Record<PolicyName, Part>>;
  readonly response: Readonly<Record<PolicyName, Part>>;
  readonly options: Options;
  /** Whether calls without a credential are accepted. */
  readonly isOpen: boolean;
}

/** The posture of an operation of an API. */
export function postureOf(
  { operation, pipeline }: CompiledOperation,
  apiId: string,
  configuration: Configuration,
  definition: Definition | undefined,
): Posture {
  const settings = configuration.apis[apiId] as ApiConfiguration;
  const options = settings.policies as unknown as Options;
  const isAbout = (rule: OperationOptions): boolean =>
    selectOperation(rule, { apiId, definition }, operation, { lenient: false }) !== false;
  const stages = new Map<string, OperationJudges>(pipeline.stages.map((stage) => [stage.policy, stage]));
  const parts = (of: (judges: OperationJudges) => Part): Posture['request'] =>
    Object.fromEntries(Object.keys(options).map((name) => [name, part(stages.get(name), of)])) as unknown as Posture['request'];
  return {
    api: apiId,
    settings,
    gateway: configuration.gateway,
    store: configuration.store,
    definition,
    operation,
    request: parts(({ head, body, observes }) =>
      head === undefined && body === undefined ? 'none' : observes === true ? 'observes' : 'enforces',
    ),
    response: parts(({ response }) => (response === undefined ? 'none' : response.observes === true ? 'observes' : 'enforces')),
    options: {
      ...options,
      ...(operation !== undefined && { contract: optionsFor(options.contract, { apiId, definition }, operation) }),
      profile:
        operation === undefined
          ? { ...options.profile, mode: mildestMode(options.profile) }
          : profileOptionsFor(options.profile, { apiId, definition }, operation),
      objects: { ...options.objects, rules: options.objects.rules.filter(isAbout) },
      fields: { ...options.fields, requests: options.fields.requests.filter(isAbout), responses: options.fields.responses.filter(isAbout) },
      access: { ...options.access, ...(options.access.rules !== undefined && { rules: options.access.rules.filter(isAbout) }) },
      firewall: {
        ...options.firewall,
        exclude: options.firewall.exclude.filter(({ operations }) => operations.length === 0 || operations.includes(operation?.id ?? '')),
      },
    },
    isOpen: isOpenTo(options.authentication, operation),
  };
}

function part(judges: OperationJudges | undefined, of: (judges: OperationJudges) => Part): Part {
  return judges === undefined ? 'none' : of(judges);
}
