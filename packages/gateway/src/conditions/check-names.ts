import { unknownName } from '@airside/domain';

import type { ApiContext } from '../pipeline/policy.ts';
import type { OperationOptions } from './operation-options.ts';
import type { ConditionOptions } from './options.ts';
import { templateTest } from './path-pattern.ts';

type Context = Pick<ApiContext, 'apiId' | 'configuration' | 'definition' | 'services' | 'problem' | 'warning'>;

/** Reports names of APIs, operations, paths and tags that there are none of. */
export function checkOperationNames(options: OperationOptions, context: Context, path: readonly PropertyKey[]): void {
  const { definition } = context;
  const check = (
    key: keyof OperationOptions,
    kind: string,
    known: readonly string[],
    home: string,
    isKnown = known.includes.bind(known),
  ) => {
    for (const [index, name] of (options[key] ?? []).entries()) {
      if (!isKnown(name)) context.problem([...path, key, index], unknownName(kind, name, known.slice(0, 20), home));
    }
  };
  check('apis', 'API', Object.keys(context.configuration.apis), '/apis');
  if (options.apis !== undefined && !options.apis.includes(context.apiId)) return;
  if (definition === undefined) {
    for (const key of ['operations', 'tags'] as const) {
      if (options[key] === undefined) continue;
      context.problem([...path, key], {
        message: `"${context.apiId}" has no definition, so its operations have no names`,
        expected: 'methods and paths, or a definition',
        hint: 'a rule for some APIs only names them in apis',
      });
    }
    return;
  }
  const { operations } = definition;
  const home = `the definition of "${context.apiId}"`;
  const templates = operations.map(({ template }) => template);
  check(
    'operations',
    'operation',
    operations.map(({ id }) => id),
    home,
  );
  check('tags', 'tag', [...new Set(operations.flatMap(({ tags }) => tags))], home);
  check('paths', 'path', [...new Set(templates)], home, (name) => templates.some(templateTest(name)));
}

/** Warns of consumers, applications, plans and groups that the configuration does not have: those of the store are known only while it serves. */
export function checkCallerNames(options: ConditionOptions, context: Context, path: readonly PropertyKey[]): void {
  const { directory } = context.services;
  const { consumers, plans, groups } = context.configuration;
  const check = (key: 'consumers' | 'applications' | 'plans' | 'groups', kind: string, isKnown: (id: string) => boolean, known: object) => {
    for (const [index, id] of (options[key] ?? []).entries()) {
      if (isKnown(id)) continue;
      const { message, hint } = unknownName(kind, id, Object.keys(known), `/${key}`);
      context.warning([...path, key, index], {
        message: `${message} in this configuration`,
        hint: hint ?? `nobody fits until the store has a ${kind} of this id`,
      });
    }
  };
  const applications = Object.assign({}, ...Object.values(consumers).map((consumer) => consumer.applications)) as object;
  check('consumers', 'consumer', (id) => directory.consumer(id) !== undefined, consumers);
  check('applications', 'application', (id) => directory.application(id) !== undefined, applications);
  check('plans', 'plan', (id) => directory.plan(id) !== undefined, plans);
  check('groups', 'group', (id) => directory.group(id) !== undefined, groups);
}
