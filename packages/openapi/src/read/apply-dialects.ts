import { isObject, type JsonObject, type JsonValue, member, members, stringMember } from '../json.ts';
import { valueAt } from '../pointer.ts';
import type { Bundle } from './bundle.ts';
import { dialectOf } from './dialect.ts';
import type { Report } from './finding.ts';
import type { Library } from './library.ts';
import { memberRule, type Trail, toTokens, walk } from './shapes.ts';
import { isKnownVocabulary, keywordsOutside } from './vocabularies.ts';

type Draft = Record<string, JsonValue>;

/** A schema with the URI of the meta-schema that says what its keywords mean. */
interface Dialected {
  readonly schema: Draft;
  readonly uri: string;
  readonly trail: Trail | undefined;
}

const MENTION = /\$schema|jsonSchemaDialect/;
/** Meta-schemas of these leave no vocabulary of JSON Schema 2020-12 out, or are of drafts that have none. */
const STANDARD = /^https?:\/\/(json-schema\.org|spec\.openapis\.org)\//;

/**
 * Takes the keywords out of the schemas of a bundled document that mean nothing there: those of vocabularies that the meta-schema named by `$schema`, or by
 * `jsonSchemaDialect` of the file, leaves out (JSON Schema 2020-12 core section 8.1). A meta-schema that cannot be read leaves nothing out.
 * The document is changed.
 */
export async function applyDialects({ document, origins }: Bundle, library: Library, report: Report): Promise<void> {
  if (!library.files.some((file) => MENTION.test(library.textOf(file)))) return;
  const schemas = schemasWithDialects(document, (trail) => dialectAround(origins.trace(toTokens(trail)), library));
  const outside = new Map<string, readonly string[]>();
  for (const { uri, trail } of schemas) {
    if (outside.has(uri)) continue;
    const vocabularies = await vocabulariesOf(uri, toTokens(trail), { document, origins }, library);
    const unknown = members(vocabularies).find(([name, isRequired]) => isRequired === true && !isKnownVocabulary(name));
    if (unknown !== undefined) {
      report({
        severity: 'error',
        tokens: toTokens(trail),
        message: 'the meta-schema of a schema requires a vocabulary that is not known here',
        expected: 'vocabularies of JSON Schema 2020-12 and OpenAPI, or false for those that may be passed over',
        found: unknown[0].slice(0, 200),
      });
    }
    outside.set(uri, vocabularies === undefined ? [] : keywordsOutside(members(vocabularies).map(([name]) => name)));
  }
  const told = new Set<string>();
  for (const { schema, uri, trail } of schemas) {
    const dropped = (outside.get(uri) ?? []).filter((keyword) => Object.hasOwn(schema, keyword));
    for (const keyword of dropped) delete schema[keyword];
    if (dropped.length === 0 || told.has(uri)) continue;
    told.add(uri);
    report({
      severity: 'warning',
      tokens: toTokens(trail),
      message: 'keywords of a schema are not checked, because its meta-schema leaves out the vocabulary that gives them a meaning',
      expected: `the vocabularies of these keywords in \`$vocabulary\` of ${uri.slice(0, 200)}`,
      found: dropped.join(', '),
    });
  }
}

/** All schemas of the document whose dialect is not one of the standard ones. */
function schemasWithDialects(document: JsonObject, dialectOutside: (trail: Trail | undefined) => string | undefined): readonly Dialected[] {
  const found: Dialected[] = [];
  const seen = new Set<JsonValue>();
  const visit = (value: JsonValue, trail: Trail | undefined, outer: string | undefined): void => {
    if (!isObject(value)) return;
    seen.add(value);
    const uri = stringMember(value, '$schema') ?? outer;
    if (uri !== undefined && !STANDARD.test(uri)) found.push({ schema: value, uri, trail });
    for (const [key, inner] of members(value)) {
      const rule = memberRule('schema', key);
      const here = { parent: trail, key };
      if (rule?.[0] === 'one') visit(inner, here, uri);
      else if (rule !== undefined)
        for (const [name, item] of members({ ...(inner as JsonObject) })) visit(item, { parent: here, key: name }, uri);
    }
  };
  walk(document, (kind, object, trail) => {
    if (kind === 'schema' && !seen.has(object)) visit(object, trail, dialectOutside(trail));
  });
  return found;
}

/** What is said on the way to a place in a file: by the innermost schema around it, else for the whole file. */
function dialectAround(
  { file, tokens }: { readonly file: string; readonly tokens: readonly string[] },
  library: Library,
): string | undefined {
  const root = library.sourceOf(file)?.value;
  if (root === undefined) return undefined;
  // At the top of a definition, `$schema` is a help for editors and says nothing of the schemas in it.
  const isDefinition = dialectOf(root) !== undefined;
  let dialect = isDefinition ? stringMember(root, 'jsonSchemaDialect') : undefined;
  for (let depth = isDefinition ? 1 : 0; depth <= tokens.length; depth++) {
    dialect = stringMember(valueAt(root, tokens.slice(0, depth)), '$schema') ?? dialect;
  }
  return dialect;
}

/** The `$vocabulary` of a meta-schema; undefined where it cannot be read or has none. */
async function vocabulariesOf(
  uri: string,
  tokens: readonly string[],
  { origins }: Bundle,
  library: Library,
): Promise<JsonObject | undefined> {
  // The name of a meta-schema is an absolute URI (core section 8.1.1). Relative ones are hints for editors.
  if (!URL.canParse(uri)) return undefined;
  const from = origins.trace(tokens);
  const target = library.schemaTarget(uri, library.names.at(library.sourceOf(from.file)?.value ?? null, { file: from.file, tokens: [] }));
  if (target.kind === 'refused' || target.anchor !== undefined) return undefined;
  const source = await library.read(target.file, from, 'warning');
  const vocabularies = source && member(valueAt(source.value, target.tokens), '$vocabulary');
  return isObject(vocabularies) ? vocabularies : undefined;
}
