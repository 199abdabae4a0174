import { toPointer } from '@airside/domain/text';

import { type DefinitionDocument, dereference } from '../../definition/document.ts';
import { isVersion32, operationsOf } from '../../definition/methods.ts';
import { items, type JsonValue, member, members, stringMember } from '../../json.ts';
import { parseTemplate } from '../../match/template.ts';
import { parsePointer } from '../../pointer.ts';
import type { Report } from '../finding.ts';
import { toTokens, walk } from '../shapes.ts';

const LOCATIONS: readonly string[] = ['path', 'query', 'header', 'cookie'];

/** Parameters say how they are written, and those of a path and its template are the same (OpenAPI 3.1 section 4.8.12). */
export function checkParameters(document: DefinitionDocument, report: Report): void {
  walk(document, (kind, object, trail) => {
    // A whole query string that is left as it is was told of while the document was made plain.
    const isTold = isVersion32(document) && stringMember(object, 'in') === 'querystring';
    if (kind === 'parameter' && stringMember(object, '$ref') === undefined && !isTold) checkParameter(object, toTokens(trail), report);
  });
  for (const [template, item] of members(member(document, 'paths'))) checkPath(document, template, item, report);
}

function checkParameter(parameter: JsonValue, tokens: readonly string[], report: Report): void {
  const name = stringMember(parameter, 'name');
  const location = stringMember(parameter, 'in');
  if (name === undefined || name === '') report({ severity: 'error', tokens, message: 'a parameter has no name', expected: '`name`' });
  if (location === undefined || !LOCATIONS.includes(location)) {
    report({
      severity: 'error',
      tokens: [...tokens, 'in'],
      message: 'a parameter does not say where it stands',
      expected: `\`in\`: one of ${LOCATIONS.join(', ')}`,
      found: location,
    });
  }
  const media = member(parameter, 'content');
  if (member(parameter, 'schema') !== undefined || members(media).length === 1) return;
  const expected = media === undefined ? '`schema`, or `content` with one media type' : '`content` with exactly one media type';
  report({ severity: 'error', tokens, message: 'a parameter has no schema', expected, found: name });
}

/** Template and declarations, for each operation of a path. */
function checkPath(document: DefinitionDocument, template: string, item: JsonValue, report: Report): void {
  const parsed = parseTemplate(template);
  const located = dereference(document, { value: item, pointer: toPointer(['paths', template]) });
  if ('problem' in parsed || !located) return;
  const names = new Set(parsed.segments.flatMap((segment) => segment.names));
  const tokens = parsePointer(located.pointer) ?? [];
  const common = pathParameters(document, located.value, tokens);
  for (const parameter of common) checkNamed(parameter, names, template, report);
  for (const { method, tokens: way, value: operation } of operationsOf(document, located.value)) {
    const own = pathParameters(document, operation, [...tokens, ...way]);
    for (const parameter of own) checkNamed(parameter, names, template, report);
    for (const name of names) {
      if ([...common, ...own].some((parameter) => parameter.name === name)) continue;
      report({
        severity: 'error',
        tokens: [...tokens, ...way],
        message: 'a parameter of the path is not declared',
        expected: `a parameter \`${name}\` with \`in: path\`, here or beside the operation`,
        found: `${method} ${template}`,
      });
    }
  }
}

interface PathParameter {
  readonly name: string;
  readonly tokens: readonly string[];
}

function pathParameters(document: DefinitionDocument, owner: JsonValue, tokens: readonly string[]): readonly PathParameter[] {
  return items(member(owner, 'parameters')).flatMap((value, index) => {
    const parameter = dereference(document, { value, pointer: '' })?.value;
    const name = stringMember(parameter, 'name');
    return name === undefined || stringMember(parameter, 'in') !== 'path' ? [] : [{ name, tokens: [...tokens, 'parameters', `${index}`] }];
  });
}

function checkNamed({ name, tokens }: PathParameter, names: ReadonlySet<string>, template: string, report: Report): void {
  if (names.has(name)) return;
  report({
    severity: 'error',
    tokens,
    message: 'a path parameter does not stand in its path',
    expected: names.size > 0 ? `one of ${[...names].join(', ')}` : `a path with {${name}}`,
    found: `${name} in ${template}`,
  });
}
