import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { DefinitionDocument } from '../../src/definition/document.ts';
import type { JsonValue } from '../../src/json.ts';
import type { Fetch } from '../../src/read/fetch.ts';
import { readDefinition } from '../../src/read/read-definition.ts';

const REMOTES = 'https://localhost:1234/';
const DEFINITION = 'https://suite.example/openapi.json';

/**
 * A schema of the suite as a user's definition has it: in a file of its own, to which the definition refers. What the suite takes for remote comes
 * from its folder; URLs there begin with https:, which is the only kind that is followed.
 */
export async function readSchema(schema: JsonValue, remotes: string): Promise<DefinitionDocument> {
  const files: Readonly<Record<string, JsonValue>> = {
    [DEFINITION]: asDocument({ $ref: './schema.json' }),
    'https://suite.example/schema.json': schema,
  };
  const fetch: Fetch = async (url) => {
    const given = files[url];
    if (given !== undefined) return { bytes: securely(JSON.stringify(given)) };
    const file = url.startsWith(REMOTES) ? join(remotes, url.slice(REMOTES.length)) : '';
    return existsSync(file) ? { bytes: securely(readFileSync(file, 'utf8')) } : { refused: { message: 'not part of the suite' } };
  };
  const { document, problems } = await readDefinition(DEFINITION, { purpose: 'describe', fetch });
  if (document === undefined)
    throw new Error(problems.map(({ pointer, message, found }) => `${pointer}: ${message} (${found})`).join('; '));
  return document;
}

/** A definition that consists of that schema. */
export function asDocument(schema: JsonValue): DefinitionDocument {
  return { openapi: '3.1.0', info: {}, paths: {}, components: { schemas: { Asked: schema } } };
}

/** Where the schema stands in what was read. */
export const ASKED = '/components/schemas/Asked';

function securely(text: string): Uint8Array {
  return Buffer.from(text.replaceAll('http://localhost:1234/', REMOTES));
}
