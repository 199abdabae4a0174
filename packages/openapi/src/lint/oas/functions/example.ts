import { child, type Data, type DataObject, isContainer, isPlainObject, type Key } from '../../document/data.ts';
import { optionsOf } from '../../functions/options.ts';
import type { CheckContext, Finding, LintedDocument, RuleFunction } from '../../functions/rule-function.ts';
import { checkAgainst } from './schema-check.ts';

type Version = 2 | 3;

interface Item {
  readonly value: Data | undefined;
  readonly within: readonly string[];
}

const SCHEMA_FIELDS = { 2: ['example', 'x-example', 'default'], 3: ['example', 'default'] } as const;

const REQUESTS: Readonly<Record<Version, readonly (readonly string[])[]>> = {
  2: [],
  3: [
    ['components', 'requestBodies'],
    ['paths', '*', '*', 'requestBody'],
  ],
};

const RESPONSES: Readonly<Record<Version, readonly (readonly string[])[]>> = {
  2: [['responses'], ['paths', '*', '*', 'responses']],
  3: [
    ['components', 'responses'],
    ['paths', '*', '*', 'responses'],
  ],
};

/** Examples and defaults fit the schema that they stand in, or that stands beside them. */
export const oasExample: RuleFunction = {
  name: 'oasExample',
  compile: (given) => {
    const checked = optionsOf('oasExample', given, ['oasVersion', 'schemaField', 'type'], ['schemaField']);
    if ('problem' in checked) return checked;
    const { oasVersion, schemaField, type } = checked.options;
    const version = oasVersion === 2 ? 2 : 3;
    const isMedia = type === 'media';
    return {
      run: (value, context) => {
        if (!isPlainObject(value)) return undefined;
        const schema = schemaField === '$' ? value : typeof schemaField === 'string' ? child(value, schemaField) : undefined;
        if (!isPlainObject(schema)) return undefined;
        const items = isMedia ? mediaItems(value, version) : schemaItems(value, version);
        return items.flatMap((item) =>
          judge(item, withoutFlag(schema, context.linted), isMedia ? relaxation(context, version) : undefined, context),
        );
      },
      dependsOnValueOnly: !isMedia,
    };
  },
};

function judge(
  item: Item,
  schema: DataObject,
  relaxes: { readOnly: boolean; writeOnly: boolean } | undefined,
  { linted }: CheckContext,
): readonly Finding[] {
  if (item.value === undefined) return [{ message: '#{{print("property")}}must exist', within: item.within }];
  return checkAgainst(schema, item.value, item.within.at(-1), linted, relaxes).map(({ message, within = [] }) => ({
    message,
    within: [...item.within, ...within],
  }));
}

const withoutFlags = new WeakMap<DataObject, DataObject>();

/** A parameter of OpenAPI 2.0 is a schema but for its `required`, which is no list. */
function withoutFlag(schema: DataObject, { formats }: LintedDocument): DataObject {
  if (!formats.has('oas2') || typeof schema['required'] !== 'boolean') return schema;
  const known = withoutFlags.get(schema);
  if (known) return known;
  const { required: _, ...rest } = schema;
  withoutFlags.set(schema, rest);
  return rest;
}

function schemaItems(value: DataObject, version: Version): readonly Item[] {
  return SCHEMA_FIELDS[version].filter((field) => Object.hasOwn(value, field)).map((field) => ({ value: value[field], within: [field] }));
}

function mediaItems(value: DataObject, version: Version): readonly Item[] {
  if (version === 3 && Object.hasOwn(value, 'example')) return [{ value: value['example'], within: ['example'] }];
  const examples = child(value, 'examples');
  if (!isContainer(examples)) return [];
  return Object.entries(examples).flatMap(([name, example]): readonly Item[] => {
    if (version === 2) return [{ value: example, within: ['examples', name] }];
    if (!isContainer(example) || child(example, 'externalValue') !== undefined) return [];
    return [{ value: child(example, 'value'), within: ['examples', name, 'value'] }];
  });
}

function relaxation({ path }: CheckContext, version: Version): { readOnly: boolean; writeOnly: boolean } | undefined {
  const keys = path();
  const readOnly = REQUESTS[version].some((beginning) => startsWith(keys, beginning));
  const writeOnly = RESPONSES[version].some((beginning) => startsWith(keys, beginning));
  return readOnly || writeOnly ? { readOnly, writeOnly } : undefined;
}

function startsWith(path: readonly Key[], beginning: readonly string[]): boolean {
  return beginning.every((key, depth) => key === '*' || key === path[depth]);
}
