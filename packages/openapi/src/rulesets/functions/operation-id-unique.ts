import { stringMember } from '../../json.ts';
import { type Fault, operationsOf } from './operations.ts';

/** Operations whose `operationId` another one has before them. */
export function operationIdUnique(input: unknown): readonly Fault[] {
  const first = new Map<string, string>();
  const faults: Fault[] = [];
  for (const { path, method, operation } of operationsOf(input)) {
    const id = stringMember(operation, 'operationId');
    if (id === undefined) continue;
    const owner = first.get(id);
    if (owner === undefined) first.set(id, `${method.toUpperCase()} ${path}`);
    else faults.push({ message: `operationId ${id} is that of ${owner} already.`, path: ['paths', path, method, 'operationId'] });
  }
  return faults;
}
