import { createRequire } from 'node:module';

const BASE = 'https://json-schema.org/draft/2020-12/';
const NAMES = [
  'schema',
  ...['applicator', 'content', 'core', 'format-annotation', 'meta-data', 'unevaluated', 'validation'].map((name) => `meta/${name}`),
];

/** Where the meta-schema of JSON Schema 2020-12 that has this URL is kept here: no network is needed to refer to it. */
export function metaSchemaFile(url: string): string | undefined {
  const name = NAMES.find((candidate) => url === `${BASE}${candidate}`);
  return name && createRequire(import.meta.url).resolve(`ajv/dist/refs/json-schema-2020-12/${name}.json`);
}
