import type { Operation } from '../../definition/definition.ts';
import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { member, stringMember } from '../../json.ts';

/** Names of the query parameters that carry credentials of the operation's security schemes (OpenAPI 3.1 section 4.8.27, `in: query`). */
export function securityQueryNames(document: DefinitionDocument, operation: Operation): readonly string[] {
  const schemes = member(member(document, 'components'), 'securitySchemes');
  const names = new Set(operation.security?.flatMap((alternative) => alternative.schemes.map((scheme) => scheme.name)));
  return [...names].flatMap((name) => {
    const declared = member(schemes, name);
    const scheme = declared === undefined ? undefined : dereference(document, { value: declared, pointer: '' })?.value;
    const parameter = stringMember(scheme, 'name');
    return parameter !== undefined && stringMember(scheme, 'in') === 'query' ? [parameter] : [];
  });
}
