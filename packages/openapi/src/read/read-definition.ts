import type { Problem } from '@airside/domain/text';

import type { DefinitionDocument } from '../definition/document.ts';
import { isObject, type JsonObject, member } from '../json.ts';
import { parsePointer } from '../pointer.ts';
import { applyDialects } from './apply-dialects.ts';
import { DEFAULT_BOUNDS, type ReadBounds } from './bounds.ts';
import { bundle } from './bundle.ts';
import { checkDocument, forPurpose } from './check/check-document.ts';
import { checkReferences } from './check/references.ts';
import { dialectOf } from './dialect.ts';
import type { Fetch } from './fetch.ts';
import type { Finding, Report } from './finding.ts';
import { Library, type Source } from './library.ts';
import { type Location, locate, problemsOf } from './locate.ts';
import type { Place } from './origins.ts';
import type { Purpose } from './purpose.ts';
import { upgrade } from './upgrade/upgrade.ts';

export interface ReadOptions extends Partial<ReadBounds> {
  /** What the definition is read for; to enforce it, where nothing is said. */
  readonly purpose?: Purpose;
  /** Gets what a reference to a URL names. Without it nothing is fetched, and such references are refused. */
  readonly fetch?: Fetch;
}

export interface ReadDefinition {
  /** Undefined when there are errors among the problems. */
  readonly document: DefinitionDocument | undefined;
  readonly problems: readonly Problem[];
  /** All files and URLs that were asked for, files absolute, the first one first. */
  readonly files: readonly string[];
  /** Where those values of the document were written that JSON pointers name. Looks for all of them at once, in one pass over each file. */
  readonly locate: (pointers: readonly string[]) => readonly Location[];
}

/**
 * Reads an API definition: OpenAPI 2.0, 3.0, 3.1 or 3.2 in YAML or JSON, with the files that it refers to, as one document of 3.1 (or of 3.2
 * as `plain32` leaves it) whose references all point into itself. Problems are found together, each with its place in the file that it comes
 * from. Never throws for bad input, and touches the network only through `fetch`.
 */
export async function readDefinition(file: string, { purpose = 'enforce', fetch, ...given }: ReadOptions = {}): Promise<ReadDefinition> {
  const bounds = { ...DEFAULT_BOUNDS, ...given };
  const library = new Library(bounds, fetch);
  const root = await library.read(library.nameOf(file));
  return await readFrom(root, library, bounds, purpose);
}

/** The same, from a file that is read already; undefined where it could not be read. */
export async function readFrom(root: Source | undefined, library: Library, bounds: ReadBounds, purpose: Purpose): Promise<ReadDefinition> {
  const read = root && (await readDocument(root, bounds, purpose, library));
  const failed = library.findings.some((finding) => finding.severity === 'error');
  return {
    document: failed ? undefined : read?.document,
    problems: problemsOf(library.findings.slice(0, bounds.problems), library),
    files: library.files,
    locate: (pointers) =>
      read
        ? locate(
            pointers.map((pointer) => read.placeOf(parsePointer(pointer) ?? [])),
            library,
          )
        : [],
  };
}

interface DocumentWithPlaces {
  readonly document: DefinitionDocument;
  readonly placeOf: (tokens: readonly string[]) => Place;
}

async function readDocument(root: Source, bounds: ReadBounds, purpose: Purpose, library: Library): Promise<DocumentWithPlaces | undefined> {
  const report = (details: Omit<Finding, 'severity' | 'file' | 'tokens'>, tokens: readonly string[] = []): undefined => {
    library.findings.push({ severity: 'error', file: root.file, tokens, ...details });
  };
  if (!isObject(root.value))
    return report({ message: 'the file holds no API definition', expected: 'a mapping with `openapi` or `swagger`' });
  const dialect = dialectOf(root.value);
  if (dialect === undefined) return report(unknownVersion(root.value), [Object.hasOwn(root.value, 'swagger') ? 'swagger' : 'openapi']);

  const bundled = await bundle(root, dialect, library);
  const reportBundled: Report = (finding) => library.findings.push({ ...finding, ...bundled.origins.trace(finding.tokens) });
  if (dialect === '3.1' || dialect === '3.2') await applyDialects(bundled, library, forPurpose(purpose, reportBundled));
  const before = library.findings.length;
  checkReferences(bundled.document, reportBundled);
  const dangling = library.findings.length > before;
  // From a place in the upgraded document to the place that somebody wrote.
  const placeOf = (tokens: readonly string[]): Place => bundled.origins.trace(dialect === '2.0' ? swaggerPath(tokens) : tokens);
  const reportPlain: Report = (finding) => library.findings.push({ ...finding, ...placeOf(finding.tokens) });
  let document: DefinitionDocument;
  try {
    document = upgrade(bundled.document, dialect, forPurpose(purpose, reportPlain));
  } catch (error) {
    return report({
      message: `the definition cannot be brought to OpenAPI 3.1: ${(error as Error).message}`,
      expected: `OpenAPI ${dialect}`,
    });
  }
  // The upgrade from 2.0 moves what references point to.
  if (dialect === '2.0' && !dangling) checkReferences(document, reportPlain);
  checkDocument(document, bounds, purpose, reportPlain);
  return { document, placeOf };
}

function unknownVersion(document: JsonObject): Pick<Finding, 'message' | 'expected' | 'found' | 'hint'> {
  const version = member(document, 'openapi') ?? member(document, 'swagger');
  const message = version === undefined ? 'the file does not say which OpenAPI it is written in' : 'this version of OpenAPI is not read';
  return {
    message,
    expected: '`openapi: 3.2.x`, `3.1.x` or `3.0.x`, or `swagger: "2.0"`',
    ...(version === undefined ? {} : { found: JSON.stringify(version).slice(0, 40) }),
  };
}

/** In 2.0 reusable objects stand at the root, and the place in a list of parameters is lost in the upgrade. */
function swaggerPath(tokens: readonly string[]): readonly string[] {
  const [first, section, ...rest] = tokens;
  if (first === 'components' && section === 'schemas') return ['definitions', ...rest];
  if (first === 'components' && section === 'securitySchemes') return ['securityDefinitions', ...rest];
  if (first === 'components' && section !== undefined) return [section === 'requestBodies' ? 'parameters' : section, ...rest];
  const lost = tokens.findIndex((token, index) => index > 1 && (token === 'parameters' || token === 'requestBody'));
  return lost === -1 ? tokens : [...tokens.slice(0, lost), 'parameters'];
}
