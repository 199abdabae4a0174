import { resolve } from 'node:path';

import { type Problem, toPointer } from '@airside/domain';

import type { DefinitionDocument } from '../definition/document.ts';
import { isObject, type JsonObject, member } from '../json.ts';
import { DEFAULT_BOUNDS, type ReadBounds } from './bounds.ts';
import { bundle } from './bundle.ts';
import { checkDocument, forPurpose } from './check/check-document.ts';
import { checkReferences } from './check/references.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import type { Fetch } from './fetch.ts';
import type { DocumentFinding, Finding, Report } from './finding.ts';
import { Library } from './library.ts';
import type { Source } from './load.ts';
import { existingPath, type Origins } from './origins.ts';
import { offsetsOf, type Position, positionsAt } from './positions.ts';
import type { Purpose } from './purpose.ts';
import { isUrl } from './reference.ts';
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
}

/**
 * Reads an API definition: OpenAPI 2.0, 3.0, 3.1 or 3.2 in YAML or JSON, with the files that it refers to, as one document of 3.1 (or of 3.2
 * as `plain32` leaves it) whose references all point into itself. Problems are found together, each with its place in the file that it comes
 * from. Never throws for bad input, and touches the network only through `fetch`.
 */
export async function readDefinition(file: string, { purpose = 'enforce', fetch, ...given }: ReadOptions = {}): Promise<ReadDefinition> {
  const bounds = { ...DEFAULT_BOUNDS, ...given };
  const library = new Library(bounds, fetch);
  const root = await library.read(fetch && isUrl(file) ? new URL(file).href : resolve(file));
  const document = root && (await readDocument(root, bounds, purpose, library));
  const failed = library.findings.some((finding) => finding.severity === 'error');
  return {
    document: failed ? undefined : document,
    problems: problemsOf(library.findings.slice(0, bounds.problems), library),
    files: library.files,
  };
}

async function readDocument(root: Source, bounds: ReadBounds, purpose: Purpose, library: Library): Promise<DefinitionDocument | undefined> {
  const report = (details: Omit<Finding, 'severity' | 'file' | 'tokens'>, tokens: readonly string[] = []): undefined => {
    library.findings.push({ severity: 'error', file: root.file, tokens, ...details });
  };
  if (!isObject(root.value))
    return report({ message: 'the file holds no API definition', expected: 'a mapping with `openapi` or `swagger`' });
  const dialect = dialectOf(root.value);
  if (dialect === undefined) return report(unknownVersion(root.value), [Object.hasOwn(root.value, 'swagger') ? 'swagger' : 'openapi']);

  const bundled = await bundle(root, dialect, library);
  const before = library.findings.length;
  checkReferences(bundled.document, (finding) => library.findings.push({ ...finding, ...bundled.origins.trace(finding.tokens) }));
  const dangling = library.findings.length > before;
  const reportPlain: Report = (finding) => library.findings.push(trace(finding, bundled.origins, dialect));
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
  return document;
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

/** From a place in the upgraded document to the place that somebody wrote. */
function trace(finding: DocumentFinding, origins: Origins, dialect: Dialect): Finding {
  const tokens = dialect === '2.0' ? swaggerPath(finding.tokens) : finding.tokens;
  return { ...finding, ...origins.trace(tokens) };
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

function problemsOf(findings: readonly Finding[], library: Library): readonly Problem[] {
  const byFile = Map.groupBy(findings, (finding) => finding.file);
  const positions = new Map<Finding, Position>();
  for (const [file, group] of byFile) {
    const text = library.textOf(file);
    if (text === '') continue;
    const offsets = offsetsOf(
      text,
      group.map((finding) => finding.tokens),
    );
    positionsAt(
      text,
      group.map((finding, index) => finding.offset ?? offsets[index] ?? 0),
    ).forEach((position, index) => {
      const finding = group[index];
      if (finding) positions.set(finding, position);
    });
  }
  return findings.map((finding) => {
    const { tokens, offset: _, expected, found, hint, ...rest } = finding;
    const source = library.sourceOf(finding.file);
    return {
      ...rest,
      ...(positions.get(finding) ?? { line: 0, column: 0 }),
      pointer: toPointer(source ? existingPath(source.value, tokens) : tokens),
      ...(expected === undefined ? {} : { expected }),
      ...(found === undefined ? {} : { found }),
      ...(hint === undefined ? {} : { hint }),
    };
  });
}
