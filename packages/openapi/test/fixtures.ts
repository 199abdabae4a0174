import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { buildDefinition, type Definition, type ReadDefinition, type ReadOptions, readDefinition } from '../src/index.ts';
import type { JsonObject, JsonValue } from '../src/json.ts';

/** A definition of 3.1 that was never a file: for tests of what comes after reading. */
export function definitionOf(paths: JsonObject, rest: JsonObject = {}): Definition {
  return buildDefinition({ openapi: '3.1.1', info: { title: 'Test', version: '1' }, paths, ...rest });
}

/** The operation that a test is about: the only one, or the first. */
export function firstOperation(definition: Definition): Definition['operations'][number] {
  const [operation] = definition.operations;
  if (!operation) throw new Error('the definition of this test has no operation');
  return operation;
}

/** Reads a definition that lies in files of a directory made for it, the first of them. Objects are written as JSON, texts as they are. */
export async function readFiles(files: Readonly<Record<string, string | JsonObject>>, options: ReadOptions = {}): Promise<ReadDefinition> {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'openapi-'));
  const paths = Object.keys(files).map((name) => join(directory.path, name));
  for (const [index, content] of Object.values(files).entries()) {
    const path = paths[index] ?? '';
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  }
  return await readDefinition(paths[0] ?? '', options);
}

/** A minimal document of 3.1 with the schemas given, each used by no operation. */
export function documentWith(schemas: JsonObject, operation: JsonObject = {}): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Test', version: '1' },
    paths: { '/things': { get: { responses: {}, ...operation } } },
    components: { schemas },
  };
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function json(value: JsonValue): Uint8Array {
  return bytes(JSON.stringify(value));
}
