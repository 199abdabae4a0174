import { toPointer } from '@airside/domain/text';

import { isArray, items, type JsonValue, member, members, stringMember } from '../json.ts';
import type { Definition, Operation, SecurityAlternative } from './definition.ts';
import { type DefinitionDocument, dereference, type Located } from './document.ts';
import { operationsOf } from './methods.ts';
import { serverPaths } from './servers.ts';

/** What a document that `readDefinition` returned means at run time. Values of the wrong type are passed over, nothing is thrown. */
export function buildDefinition(document: DefinitionDocument): Definition {
  const info = member(document, 'info');
  return {
    title: stringMember(info, 'title') ?? '',
    version: stringMember(info, 'version') ?? '',
    serverPaths: serverPaths(document),
    operations: members(member(document, 'paths')).flatMap(([template, item]) => pathOperations(document, template, item)),
    document,
  };
}

function pathOperations(document: DefinitionDocument, template: string, item: JsonValue): readonly Operation[] {
  if (!template.startsWith('/')) return [];
  const located = dereference(document, { value: item, pointer: toPointer(['paths', template]) });
  return located === undefined ? [] : operationsAt(document, template, located);
}

/** The operations of a path item, wherever that stands. */
export function operationsAt(document: DefinitionDocument, template: string, located: Located): readonly Operation[] {
  return operationsOf(document, located.value).map(({ method, tokens, value: operation }) => {
    return {
      id: stringMember(operation, 'operationId') ?? `${method} ${template}`,
      method,
      template,
      deprecated: member(operation, 'deprecated') === true,
      ...endOf(operation),
      tags: items(member(operation, 'tags')).filter((tag) => typeof tag === 'string'),
      security: securityAlternatives(member(operation, 'security') ?? member(document, 'security')),
      pathItemPointer: located.pointer,
      pointer: `${located.pointer}${toPointer(tokens)}`,
    };
  });
}

function endOf(operation: JsonValue): Pick<Operation, 'deprecatedSince' | 'sunset'> {
  const since = member(operation, 'deprecated') === true ? stringMember(operation, 'x-deprecated-since') : undefined;
  const sunset = stringMember(operation, 'x-sunset');
  return { ...(since !== undefined && { deprecatedSince: since }), ...(sunset !== undefined && { sunset }) };
}

/** An empty list takes the root's security away (OpenAPI 3.1 section 4.8.10): the same as one alternative without schemes. */
export function securityAlternatives(declared: JsonValue | undefined): readonly SecurityAlternative[] | undefined {
  if (!isArray(declared)) return undefined;
  if (declared.length === 0) return [{ schemes: [] }];
  return declared.map((requirement) => ({
    schemes: members(requirement).map(([name, scopes]) => ({
      name,
      scopes: items(scopes).filter((scope) => typeof scope === 'string'),
    })),
  }));
}
