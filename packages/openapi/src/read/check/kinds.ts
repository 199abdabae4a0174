import type { DefinitionDocument } from '../../definition/document.ts';
import { isArray, isObject, type JsonObject, type JsonValue, members } from '../../json.ts';
import type { Report } from '../finding.ts';
import { type Kind, memberRule, type Trail, toTokens, walk } from '../shapes.ts';

interface Test {
  readonly expected: string;
  readonly fits: (value: JsonValue) => boolean;
}

const TEXT: Test = { expected: 'a text', fits: (value) => typeof value === 'string' };
const FLAG: Test = { expected: 'true or false', fits: (value) => typeof value === 'boolean' };
const TEXTS: Test = { expected: 'a list of texts', fits: (value) => isArray(value) && value.every((item) => typeof item === 'string') };
const MAPPINGS: Test = { expected: 'a list of mappings', fits: (value) => isArray(value) && value.every(isObject) };

/** Members that matter at run time, by the object that has them. What holds other objects is known by its shape. */
const PLAIN: Readonly<Partial<Record<Kind, Readonly<Record<string, Test>>>>> = {
  document: { servers: MAPPINGS },
  operation: { operationId: TEXT, tags: TEXTS, deprecated: FLAG },
  parameter: { required: FLAG, deprecated: FLAG, style: TEXT, explode: FLAG, allowEmptyValue: FLAG, allowReserved: FLAG },
  header: { required: FLAG, explode: FLAG },
  encoding: { contentType: TEXT, style: TEXT, explode: FLAG, allowReserved: FLAG },
  requestBody: { required: FLAG },
  schema: { readOnly: FLAG, writeOnly: FLAG, deprecated: FLAG },
};

/** These say nothing about requests and answers. */
const UNENFORCED: ReadonlySet<Kind> = new Set(['example', 'link', 'securityScheme']);

/**
 * Objects stand where objects have to, lists where lists have to, and what is true or false is neither a text nor a number. Whatever has another type
 * would count as absent: a parameter with `required: "yes"` would not be asked for.
 */
export function checkKinds(document: DefinitionDocument, report: Report): void {
  walk(document, (kind, object, trail) => {
    if (!UNENFORCED.has(kind)) checkMembers(kind, object, trail, report);
  });
}

function checkMembers(kind: Kind, object: JsonObject, trail: Trail | undefined, report: Report): void {
  const wrong = (expected: string, found: JsonValue, ...keys: readonly string[]): void =>
    report({
      severity: 'error',
      tokens: [...toTokens(trail), ...keys],
      message: 'a value has another type than it has to have',
      expected,
      found: JSON.stringify(found).slice(0, 100),
    });
  const inner = (target: Kind, value: JsonValue, ...keys: readonly string[]): void => {
    const isSchema = target === 'schema' && typeof value === 'boolean';
    if (!isObject(value) && !isSchema) wrong(target === 'schema' ? 'a schema' : 'a mapping', value, ...keys);
  };
  const plain = PLAIN[kind] ?? {};
  for (const [key, value] of members(object)) {
    const test = Object.hasOwn(plain, key) ? plain[key] : undefined;
    if (test?.fits(value) === false) wrong(test.expected, value, key);
    // Of schemas, every keyword is held to what it must be.
    const rule = kind === 'schema' ? undefined : memberRule(kind, key);
    if (key === '$ref' || rule === undefined || UNENFORCED.has(rule[1])) continue;
    const [form, target] = rule;
    if (form === 'one') inner(target, value, key);
    else if (form === 'list' && isArray(value)) value.forEach((item, index) => inner(target, item, key, `${index}`));
    else if (form === 'map' && isObject(value)) {
      for (const [name, item] of members(value)) if (!name.startsWith('x-')) inner(target, item, key, name);
    } else wrong(form === 'list' ? 'a list' : 'a mapping', value, key);
  }
}
