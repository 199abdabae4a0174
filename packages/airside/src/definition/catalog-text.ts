import type { Catalog, CatalogOperation, DefinitionKind } from '@airside/openapi';

import { columns, counted, paint, printable } from '../terminal.ts';

const KINDS: Readonly<Record<DefinitionKind, string>> = { openapi: 'OpenAPI', asyncapi: 'AsyncAPI', graphql: 'GraphQL' };

/** A catalog for people: what it is, and a line for each operation. */
export function catalogText({ kind, specification, title, version, servers, operations }: Catalog): string {
  const head = [
    ['title', title],
    ['version', version],
    ...servers.map((server) => ['server', server]),
    ['written in', `${KINDS[kind]} ${specification}`.trim()],
  ].filter(([, value]) => value !== '');
  const deprecated = operations.filter((operation) => operation.deprecated).length;
  const rows = operations.map((operation) => [
    operation.method,
    printable(`${operation.path}${argumentsOf(operation)}`),
    printable(operation.id),
    securityOf(operation),
    operation.deprecated
      ? paint('yellow', printable(`deprecated${operation.deprecation === undefined ? '' : `: ${operation.deprecation}`}`))
      : '',
  ]);
  const lines = [
    columns(head.map(([name = '', value = '']) => [name, printable(value)])),
    '',
    ...(rows.length === 0 ? [] : [columns(rows.map(withoutEmptyEnd)), '']),
    `${counted(operations.length, 'operation')}${deprecated === 0 ? '' : `, ${deprecated} deprecated`}`,
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** `(id: ID!): Order` of a field of GraphQL; '' for what has no type. */
function argumentsOf({ arguments: given = [], type }: CatalogOperation): string {
  if (type === undefined) return '';
  const list = given.map(({ name, type: of }) => `${name}: ${of}`).join(', ');
  return `${list === '' ? '' : `(${list})`}: ${type}`;
}

/** Alternatives with `or` between, schemes that are needed together with `+`. */
function securityOf({ security }: CatalogOperation): string {
  if (security === undefined) return '-';
  const alternatives = security.map(({ schemes }) => {
    const names = schemes.map(({ name, scopes }) => `${name}${scopes.length === 0 ? '' : ` (${scopes.join(' ')})`}`);
    return names.length === 0 ? 'anonymous' : names.join(' + ');
  });
  return printable(alternatives.join(' or '));
}

function withoutEmptyEnd(row: readonly string[]): readonly string[] {
  return row.at(-1) === '' ? row.slice(0, -1) : row;
}
