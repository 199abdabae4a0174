import type { Operation } from '../definition/definition.ts';
import type { DefinitionDocument } from '../definition/document.ts';
import { type Parameter, parametersOf } from '../validate/parameters/parameter.ts';
import { type Comparison, type OperationPair, within } from './comparison.ts';
import { compareSchemas } from './schema/compare-schemas.ts';

export function compareParameters(comparison: Comparison, { old, next, place }: OperationPair): void {
  const remaining = byIdentity(comparison.next, next);
  for (const [identity, before] of byIdentity(comparison.old, old)) {
    const after = remaining.get(identity);
    remaining.delete(identity);
    const here = within(place, labelOf(before));
    if (after === undefined) {
      comparison.report('parameter-removed', here, { oldPointer: old.pointer });
      continue;
    }
    if (before.required !== after.required) {
      comparison.report(after.required ? 'parameter-became-required' : 'parameter-became-optional', here, { newPointer: next.pointer });
    }
    if (serialisationOf(before) !== serialisationOf(after)) {
      comparison.report('parameter-serialisation-changed', here, { before: serialisationOf(before), after: serialisationOf(after) });
    }
    compareSchemas(comparison, here, 'request', before.schemaPointer, after.schemaPointer);
  }
  for (const after of remaining.values()) {
    const rule = after.required ? 'parameter-added-required' : 'parameter-added';
    comparison.report(rule, within(place, labelOf(after)), { newPointer: next.pointer });
  }
}

/** Parameters of the path are known by their place, since nobody sends their names. */
function byIdentity(document: DefinitionDocument, operation: Operation): Map<string, Parameter> {
  const places = [...operation.template.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
  return new Map(
    parametersOf(document, operation).map((parameter) => [
      parameter.in === 'path' ? `path ${places.indexOf(parameter.name)}` : `${parameter.in} ${parameter.name}`,
      parameter,
    ]),
  );
}

function labelOf({ in: location, name }: Parameter): string {
  return `${location} parameter ${name}`;
}

function serialisationOf({ isJson, style, explode, shape }: Parameter): string {
  if (isJson) return 'JSON';
  // How several values are written makes no difference where there is only one.
  const isSingle = shape.types !== undefined && !shape.types.has('array') && !shape.types.has('object');
  return isSingle ? `style ${style}` : `style ${style}, explode ${explode}`;
}
