import { member, members, stringMember } from '../json.ts';
import { type DefinitionDocument, dereference } from './document.ts';

/** Names of the fields or parameters in which keys are sent by the security schemes of a definition (OpenAPI 3.1 section 4.8.27, type `apiKey`). */
export function keyNames(document: DefinitionDocument, location: 'header' | 'query' | 'cookie'): readonly string[] {
  return members(member(member(document, 'components'), 'securitySchemes')).flatMap(([, declared]) => {
    const scheme = dereference(document, { value: declared, pointer: '' })?.value;
    const name = stringMember(scheme, 'name');
    return name !== undefined && stringMember(scheme, 'in') === location ? [name] : [];
  });
}
