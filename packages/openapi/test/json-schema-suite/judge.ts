import type { DefinitionDocument } from '../../src/definition/document.ts';
import { isArray, isObject, type JsonValue } from '../../src/json.ts';
import { SchemaCompiler } from '../../src/validate/schema/compiler.ts';
import type { Reading } from '../../src/validate/schema/transform.ts';
import type { SuiteGroup } from './load.ts';
import { ASKED, asDocument, readSchema } from './read.ts';

/** The cases of a group on which the validator decides otherwise than the suite. */
export async function differences(group: SuiteGroup, reading: Reading, remotes: string): Promise<readonly string[]> {
  const document = await documentOf(group.schema, remotes);
  const check = new SchemaCompiler(document, reading).check(ASKED);
  return group.tests.flatMap(({ description, data, valid }) => {
    const wrong = check(data, JSON.stringify(data).length);
    return (wrong === undefined) === valid ? [] : [`${description}: ${wrong?.message ?? 'accepted'}`];
  });
}

/**
 * The reader of definitions refuses the name `__proto__`, as the readers of bodies do. A schema that has it is given to the compiler as it is: what holds of
 * the name then has to hold without them.
 */
async function documentOf(schema: JsonValue, remotes: string): Promise<DefinitionDocument> {
  return hasProto(schema) ? asDocument(schema) : await readSchema(schema, remotes);
}

function hasProto(value: JsonValue): boolean {
  if (isArray(value)) return value.some(hasProto);
  return isObject(value) && Object.entries(value).some(([name, inner]) => name === '__proto__' || hasProto(inner));
}
