import { type JsonValue, member, stringMember } from '../json.ts';

/** The versions of OpenAPI that are read, by what their document says. */
export type Dialect = '2.0' | '3.0' | '3.1' | '3.2';

const VERSIONS: readonly (readonly [Dialect, RegExp])[] = [
  ['3.0', /^3\.0\.\d{1,3}(-[\w.]+)?$/],
  ['3.1', /^3\.1\.\d{1,3}(-[\w.]+)?$/],
  ['3.2', /^3\.2\.\d{1,3}(-[\w.]+)?$/],
];

/** The dialect of a document: `swagger: '2.0'` (also as a number, a frequent slip in YAML) or `openapi: 3.0.x`, `3.1.x` or `3.2.x`. */
export function dialectOf(document: JsonValue): Dialect | undefined {
  const swagger = member(document, 'swagger');
  if (swagger === '2.0' || swagger === 2) return '2.0';
  const openapi = stringMember(document, 'openapi') ?? '';
  return VERSIONS.find(([, version]) => version.test(openapi))?.[0];
}
