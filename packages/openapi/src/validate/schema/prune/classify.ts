import type { PruneContext, PrunedField } from './context.ts';
import type { SchemaNode } from './schema-node.ts';

export type FieldPlace =
  | { readonly kind: 'in'; readonly schemas: readonly string[] }
  | { readonly kind: 'out'; readonly because: PrunedField['because'] };

/** Whether the schemas that hold for an object have a place for a field, and which schemas then hold for its value. */
export function classify(
  { nodes, reading }: Pick<PruneContext, 'nodes' | 'reading'>,
  parts: readonly SchemaNode[],
  name: string,
  isClosed: boolean,
): FieldPlace {
  const schemas: string[] = [];
  let isRefused = false;
  for (const part of parts) {
    const before = schemas.length;
    const property = part.properties.get(name);
    if (property !== undefined) schemas.push(property);
    for (const [pattern, pointer] of part.patterns) if (pattern.test(name)) schemas.push(pointer);
    if (schemas.length > before) continue;
    if (part.additional.kind === 'schema') schemas.push(part.additional.pointer);
    isRefused ||= part.additional.kind === 'closed';
  }
  const { without } = reading;
  if (without !== undefined && schemas.some((pointer) => nodes.at(pointer)[without])) return { kind: 'out', because: 'access' };
  if (schemas.length === 0) {
    for (const { unevaluated } of parts) {
      if (unevaluated.kind === 'schema') schemas.push(unevaluated.pointer);
      isRefused ||= unevaluated.kind === 'closed';
    }
    isRefused ||= isClosed && schemas.length === 0;
  }
  return isRefused ? { kind: 'out', because: 'undeclared' } : { kind: 'in', schemas };
}
