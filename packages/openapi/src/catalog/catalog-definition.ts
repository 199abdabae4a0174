import type { Problem } from '@airside/domain/text';

import { member } from '../json.ts';
import { DEFAULT_BOUNDS } from '../read/bounds.ts';
import { Library } from '../read/library.ts';
import { problemsOf } from '../read/locate.ts';
import { type ReadOptions, readFrom } from '../read/read-definition.ts';
import { catalogAsyncApi } from './asyncapi.ts';
import type { Catalog } from './catalog.ts';
import { catalogGraphql } from './graphql.ts';
import { isGraphql } from './is-graphql.ts';
import { catalogOpenApi } from './openapi.ts';

export interface CatalogedDefinition {
  /** Undefined when there are errors among the problems. */
  readonly catalog: Catalog | undefined;
  readonly problems: readonly Problem[];
  /** All files and URLs that were asked for, files absolute, the first one first. */
  readonly files: readonly string[];
}

/**
 * Lists what a definition offers: OpenAPI 2.0 to 3.2, AsyncAPI 2 and 3 (YAML or JSON), or the schema definition language of GraphQL, which is
 * told by what the file holds. OpenAPI is read to be described, unless the options say otherwise. Never throws for bad input.
 */
export async function catalogDefinition(file: string, options: ReadOptions = {}): Promise<CatalogedDefinition> {
  const { purpose = 'describe', fetch, ...given } = options;
  const bounds = { ...DEFAULT_BOUNDS, ...given };
  const library = new Library(bounds, fetch);
  const name = library.nameOf(file);
  const text = await library.text(name);
  let catalog: Catalog | undefined;
  if (text !== undefined && isGraphql(name, text)) catalog = catalogGraphql({ file: name, text }, bounds, library);
  else {
    const root = await library.read(name);
    if (root === undefined || member(root.value, 'asyncapi') === undefined) {
      const read = await readFrom(root, library, bounds, purpose);
      return { catalog: root && catalogOpenApi(root.value, read), problems: read.problems, files: read.files };
    }
    catalog = await catalogAsyncApi(root, bounds, library);
  }
  const failed = library.findings.some(({ severity }) => severity === 'error');
  const problems = problemsOf(library.findings.slice(0, bounds.problems), library);
  return { catalog: failed ? undefined : catalog, problems, files: library.files };
}
