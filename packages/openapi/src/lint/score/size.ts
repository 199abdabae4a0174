import { member, members } from '../../json.ts';
import { operationsOf } from '../../rulesets/functions/operations.ts';

/** How large a definition is: its operations and shared schemas together, at least 1. */
export function definitionSize(definition: unknown): number {
  const schemas = member(member(definition, 'components'), 'schemas') ?? member(definition, 'definitions');
  return Math.max(1, [...operationsOf(definition)].length + members(schemas).length);
}
