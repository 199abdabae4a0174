import { items, member, stringMember } from '../../json.ts';
import { type Fault, operationsOf } from './operations.ts';

/** Tags of operations that the definition's list of tags does not hold, or holds without a description. */
export function tagDeclared(input: unknown): readonly Fault[] {
  const described = new Map<string, boolean>();
  for (const tag of items(member(input, 'tags'))) {
    const name = stringMember(tag, 'name');
    if (name !== undefined) described.set(name, (stringMember(tag, 'description') ?? '') !== '');
  }
  const faults: Fault[] = [];
  for (const { path, method, operation } of operationsOf(input)) {
    for (const [index, tag] of items(member(operation, 'tags')).entries()) {
      if (typeof tag !== 'string' || described.get(tag) === true) continue;
      const wrong = described.has(tag) ? 'is declared without a description' : 'is not declared among the tags of the definition';
      faults.push({ message: `Tag ${tag} ${wrong}.`, path: ['paths', path, method, 'tags', index] });
    }
  }
  return faults;
}
