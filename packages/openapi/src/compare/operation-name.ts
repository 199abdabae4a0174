import type { Operation } from '../definition/definition.ts';
import { parseTemplate, shapeOf } from '../match/template.ts';

/** `GET /orders/{orderId}`. */
export function nameOf({ method, template }: Pick<Operation, 'method' | 'template'>): string {
  return `${method} ${template}`;
}

/** The same for operations that are called in the same way, whatever the parameters of their paths are called. */
export function identityOf({ method, template }: Operation): string {
  const parsed = parseTemplate(template);
  return `${method} ${'segments' in parsed ? shapeOf(parsed.segments) : template}`;
}
