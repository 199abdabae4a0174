import type { DefinitionDocument } from '../../definition/document.ts';
import { SchemaCompiler } from './compiler.ts';
import { SchemaNodes } from './prune/schema-node.ts';
import type { Reading } from './transform.ts';

interface Kept {
  readonly compilers: Map<string, SchemaCompiler>;
  readonly nodes: SchemaNodes;
}

const kept = new WeakMap<DefinitionDocument, Kept>();

/** The compiler for a reading of a document's schemas, shared by all that validate by it. */
export function compilerFor(document: DefinitionDocument, reading: Reading): SchemaCompiler {
  const { compilers } = keptFor(document);
  const key = `${reading.closed} ${reading.without ?? ''} ${reading.formats ?? 'assert'}`;
  const compiler = compilers.get(key) ?? new SchemaCompiler(document, reading);
  compilers.set(key, compiler);
  return compiler;
}

export function schemaNodes(document: DefinitionDocument): SchemaNodes {
  return keptFor(document).nodes;
}

function keptFor(document: DefinitionDocument): Kept {
  const known = kept.get(document) ?? { compilers: new Map(), nodes: new SchemaNodes(document) };
  kept.set(document, known);
  return known;
}
