import { toPointer } from '@airside/domain/text';

import { type DefinitionDocument, dereference, type Located } from '../definition/document.ts';
import { member, members } from '../json.ts';

/** The members of a field that maps names to objects or references, by `nameOf` their names. Extensions and what leads nowhere are left out. */
export function locatedMembers(
  document: DefinitionDocument,
  owner: Located,
  field: string,
  nameOf: (name: string) => string = (name) => name,
): Map<string, Located> {
  const found = new Map<string, Located>();
  for (const [name, value] of members(member(owner.value, field))) {
    const located = name.startsWith('x-')
      ? undefined
      : dereference(document, { value, pointer: `${owner.pointer}${toPointer([field, name])}` });
    if (located !== undefined) found.set(nameOf(name), located);
  }
  return found;
}
