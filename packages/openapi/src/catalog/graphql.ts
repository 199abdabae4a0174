import { basename, extname } from 'node:path';

import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  GraphQLError,
  type InputValueDefinitionNode,
  Kind,
  OperationTypeNode,
  parse,
  print,
} from 'graphql';

import type { ReadBounds } from '../read/bounds.ts';
import type { Library } from '../read/library.ts';
import type { Location } from '../read/locate.ts';
import { positionsAt } from '../read/positions.ts';
import type { Catalog, CatalogArgument, CatalogOperation } from './catalog.ts';
import { checkGraphqlBounds } from './graphql-bounds.ts';

interface Text {
  /** An absolute path or a URL. */
  readonly file: string;
  readonly text: string;
}

/** The fields of the root types (GraphQL section 3.3.1), with those that extensions add. Findings go to the library. */
export function catalogGraphql({ file, text }: Text, bounds: ReadBounds, library: Library): Catalog | undefined {
  const refuse = (message: string, offset: number | undefined, expected?: string): undefined => {
    library.findings.push({ severity: 'error', file, tokens: [], offset, message, expected });
  };
  const tooMuch = checkGraphqlBounds(text, bounds);
  if (tooMuch !== undefined) return refuse(tooMuch.message, tooMuch.offset, tooMuch.expected);
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refuse(error.message, error.positions?.[0], 'definitions of types in GraphQL');
  }
  const operations = rootFields(document).map(({ operation, field }) => ({ operation, field, offset: field.name.loc?.start ?? 0 }));
  if (operations.length === 0) return refuse('the schema has no operations', 0, 'a type Query, Mutation or Subscription with fields');
  if (operations.length > bounds.operations) return refuse('too many operations', 0, `at most ${bounds.operations}`);
  const positions = positionsAt(
    text,
    operations.map(({ offset }) => offset),
  );
  return {
    kind: 'graphql',
    specification: '',
    title: basename(file, extname(file)),
    version: '',
    servers: [],
    operations: operations.map(({ operation, field }, index) => {
      const { line, column } = positions[index] ?? { line: 0, column: 0 };
      return catalogField(operation, field, { file, line, column, pointer: '' });
    }),
  };
}

interface RootField {
  readonly operation: OperationTypeNode;
  readonly field: FieldDefinitionNode;
}

function rootFields({ definitions }: DocumentNode): readonly RootField[] {
  const roots = rootTypes(definitions);
  return definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    const operation = roots.get(definition.name.value);
    return operation === undefined ? [] : (definition.fields ?? []).map((field) => ({ operation, field }));
  });
}

const USUAL: readonly (readonly [string, OperationTypeNode])[] = [
  ['Query', OperationTypeNode.QUERY],
  ['Mutation', OperationTypeNode.MUTATION],
  ['Subscription', OperationTypeNode.SUBSCRIPTION],
];

/** Names of the root types: as `schema` says, else the usual ones; extensions of it add to either. */
function rootTypes(definitions: readonly DefinitionNode[]): ReadonlyMap<string, OperationTypeNode> {
  const said = definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION ? (definition.operationTypes ?? []) : [],
  );
  const usual = definitions.some(({ kind }) => kind === Kind.SCHEMA_DEFINITION) ? [] : USUAL;
  return new Map([...usual, ...said.map(({ operation, type }): readonly [string, OperationTypeNode] => [type.name.value, operation])]);
}

function catalogField(operation: OperationTypeNode, field: FieldDefinitionNode, place: Location): CatalogOperation {
  const name = field.name.value;
  const reason = deprecationOf(field.directives);
  const root = `${operation.charAt(0).toUpperCase()}${operation.slice(1)}`;
  return {
    id: `${root}.${name}`,
    method: operation.toUpperCase(),
    path: name,
    security: undefined,
    deprecated: reason !== undefined,
    ...(reason !== undefined && reason !== '' && { deprecation: reason }),
    arguments: (field.arguments ?? []).map(catalogArgument),
    type: print(field.type),
    place,
  };
}

function catalogArgument({ name, type, defaultValue, directives }: InputValueDefinitionNode): CatalogArgument {
  return {
    name: name.value,
    type: print(type),
    required: type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
    deprecated: deprecationOf(directives) !== undefined,
  };
}

/** The reason of `@deprecated` (section 3.13.3), '' for none; undefined where it is not there. */
function deprecationOf(directives: readonly ConstDirectiveNode[] | undefined): string | undefined {
  const deprecated = directives?.find(({ name }) => name.value === 'deprecated');
  if (deprecated === undefined) return undefined;
  const reason = deprecated.arguments?.find(({ name }) => name.value === 'reason')?.value;
  return reason?.kind === Kind.STRING ? reason.value : '';
}
