import type { DefinitionDocument } from '../../definition/document.ts';
import { type JsonObject, type JsonValue, members } from '../../json.ts';
import { keywordOf, OLD_NAMING_KEYWORDS } from '../../validate/schema/keywords.ts';
import { compilePattern } from '../../validate/schema/pattern.ts';
import type { Report } from '../finding.ts';
import { type Trail, toTokens, walk } from '../shapes.ts';

/** The keywords of every schema have values that they can have, and patterns can be matched in linear time. */
export function checkSchemas(document: DefinitionDocument, report: Report): void {
  walk(document, (kind, object, trail) => {
    if (kind === 'schema') checkSchema(object, trail, report);
  });
}

function checkSchema(schema: JsonObject, trail: Trail | undefined, report: Report): void {
  for (const [name, value] of members(schema)) {
    const tokens = (): readonly string[] => [...toTokens(trail), name];
    if (OLD_NAMING_KEYWORDS.includes(name)) {
      report({
        severity: name === '$recursiveRef' ? 'error' : 'warning',
        tokens: tokens(),
        message: `\`${name}\` is not followed`,
        expected: 'the keywords of JSON Schema 2020-12',
        hint: 'Write `$dynamicRef` and `$dynamicAnchor`, or `$ref` with the place of the schema, as #/components/schemas/NAME.',
      });
      continue;
    }
    const keyword = keywordOf(name);
    if (keyword === undefined || keyword.accepts(value)) continue;
    const pattern = patternProblem(name, value);
    report({
      severity: 'error',
      tokens: pattern === undefined || name === 'pattern' ? tokens() : [...tokens(), pattern.source],
      message: pattern === undefined ? `\`${name}\` has a value that it cannot have` : 'a pattern cannot be used',
      expected: keyword.expected,
      found: pattern === undefined ? JSON.stringify(value).slice(0, 100) : `${pattern.source.slice(0, 100)}: ${pattern.problem}`,
      hint:
        pattern === undefined
          ? undefined
          : 'Patterns are matched in time linear in the text, which rules out back-references, and look-around but for looking ahead at the very beginning, as in ^(?!…).',
    });
  }
}

function patternProblem(keyword: string, value: JsonValue): { readonly source: string; readonly problem: string } | undefined {
  const sources =
    keyword === 'pattern' && typeof value === 'string'
      ? [value]
      : keyword === 'patternProperties'
        ? members(value).map(([key]) => key)
        : [];
  for (const source of sources) {
    const compiled = compilePattern(source);
    if ('problem' in compiled) return { source, problem: compiled.problem };
  }
  return undefined;
}
