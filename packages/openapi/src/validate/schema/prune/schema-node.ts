import { toPointer } from '@airside/domain/text';

import { atPointer, type DefinitionDocument } from '../../../definition/document.ts';
import { isObject, items, type JsonValue, member, members } from '../../../json.ts';
import { isClosedTo } from '../access.ts';
import { declaresProperties } from '../declares.ts';
import { compilePattern, type LinearPattern } from '../pattern.ts';

/** The schema for what is left over: none says anything, nothing may be left over, or it is at that pointer. */
export type Rest = { readonly kind: 'silent' | 'closed' } | { readonly kind: 'schema'; readonly pointer: string };

/** What a schema says about the fields of its values, read once. Schemas are named by their JSON pointers. */
export interface SchemaNode {
  readonly properties: ReadonlyMap<string, string>;
  readonly patterns: readonly (readonly [LinearPattern, string])[];
  readonly additional: Rest;
  readonly unevaluated: Rest;
  readonly prefixItems: readonly string[];
  readonly items: string | undefined;
  /** Schemas that also hold for the value: `$ref` and `allOf`. */
  readonly inPlace: readonly string[];
  /** `anyOf` and `oneOf`: some of each hold for the value. */
  readonly alternatives: readonly (readonly string[])[];
  readonly condition: { readonly if: string; readonly then: string; readonly else: string } | undefined;
  readonly dependents: ReadonlyMap<string, string>;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  /** It names properties and says nothing of others. */
  readonly mayBeClosed: boolean;
}

const SILENT: Rest = { kind: 'silent' };

export class SchemaNodes {
  readonly #document: DefinitionDocument;
  readonly #nodes = new Map<string, SchemaNode>();

  constructor(document: DefinitionDocument) {
    this.#document = document;
  }

  at(pointer: string): SchemaNode {
    const known = this.#nodes.get(pointer);
    if (known !== undefined) return known;
    const node = readNode(this.#document, pointer);
    this.#nodes.set(pointer, node);
    return node;
  }
}

function readNode(document: DefinitionDocument, pointer: string): SchemaNode {
  const schema = atPointer(document, pointer) ?? true;
  const below = (...tokens: readonly (string | number)[]) => `${pointer}${toPointer(tokens)}`;
  const list = (keyword: string) => items(member(schema, keyword)).map((_, index) => below(keyword, index));
  const map = (keyword: string) => members(member(schema, keyword)).map(([name]) => [name, below(keyword, name)] as const);
  const rest = (keyword: string) => restOf(member(schema, keyword), below(keyword));
  const [additional, unevaluated] = [rest('additionalProperties'), rest('unevaluatedProperties')];
  return {
    properties: new Map(map('properties')),
    patterns: map('patternProperties').flatMap(([source, at]) => {
      const pattern = compilePattern(source);
      return 'problem' in pattern ? [] : [[pattern, at] as const];
    }),
    additional,
    unevaluated,
    prefixItems: list('prefixItems'),
    items: member(schema, 'items') === undefined ? undefined : below('items'),
    inPlace: [...referenceOf(schema), ...list('allOf')],
    alternatives: [list('anyOf'), list('oneOf')].filter(({ length }) => length > 0),
    condition: member(schema, 'if') === undefined ? undefined : { if: below('if'), then: below('then'), else: below('else') },
    dependents: new Map(map('dependentSchemas')),
    readOnly: isClosedTo(document, schema, 'readOnly'),
    writeOnly: isClosedTo(document, schema, 'writeOnly'),
    mayBeClosed: additional.kind === 'silent' && unevaluated.kind === 'silent' && declaresProperties(document, schema),
  };
}

function restOf(value: JsonValue | undefined, pointer: string): Rest {
  if (value === undefined) return SILENT;
  return value === false ? { kind: 'closed' } : { kind: 'schema', pointer };
}

function referenceOf(schema: JsonValue): readonly string[] {
  const reference = isObject(schema) ? schema['$ref'] : undefined;
  if (typeof reference !== 'string' || !reference.startsWith('#')) return [];
  try {
    return [decodeURIComponent(reference.slice(1))];
  } catch {
    return [];
  }
}
