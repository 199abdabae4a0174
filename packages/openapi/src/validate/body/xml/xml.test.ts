import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { bytes, definitionOf, firstOperation } from '../../../../test/fixtures.ts';
import type { JsonObject, JsonValue } from '../../../json.ts';
import { compileRequestValidator } from '../../compile.ts';
import { shapeOf } from '../../parameters/shape.ts';
import { parseXml } from './parse-xml.ts';
import { toValue } from './to-value.ts';

const string = { type: 'string' };
const integer = { type: 'integer' };

/** The value that a document stands for. */
function readValue(text: string, schema: JsonValue): unknown {
  const root = parseXml(text);
  if ('fault' in root) return root.fault;
  const converted = toValue(root, shapeOf({ openapi: '3.1.0' }, schema));
  return 'message' in converted ? `${converted.pointer} ${converted.message}` : converted.value;
}

const object = (properties: JsonObject) => ({ type: 'object', properties });

describe('the tables of the specification (OpenAPI 3.1 section 4.8.26.2)', () => {
  const animals = (array: JsonObject, items: JsonObject) =>
    object({ animals: { type: 'array', items: { ...string, ...items }, ...array } });
  test.each<[string, string, JsonValue, JsonValue]>([
    ['no XML object', '<r><animals>v</animals></r>', object({ animals: string }), { animals: 'v' }],
    ['a basic array', '<r><animals>a</animals><animals>b</animals></r>', animals({}, {}), { animals: ['a', 'b'] }],
    ['name replacement', '<r><animal>v</animal></r>', object({ animals: { ...string, xml: { name: 'animal' } } }), { animals: 'v' }],
    [
      'attribute, prefix and namespace',
      '<r id="1"><s:name xmlns:s="https://example.com/schema/sample">v</s:name></r>',
      object({
        id: { ...integer, xml: { attribute: true } },
        name: { ...string, xml: { namespace: 'https://example.com/schema/sample', prefix: 'sample' } },
      }),
      { id: 1, name: 'v' },
    ],
    ['names of items', '<r><animal>a</animal><animal>b</animal></r>', animals({}, { xml: { name: 'animal' } }), { animals: ['a', 'b'] }],
    [
      'the name of an array has no effect',
      '<r><animal>a</animal></r>',
      animals({ xml: { name: 'aliens' } }, { xml: { name: 'animal' } }),
      { animals: ['a'] },
    ],
    ['wrapped', '<r><animals><animals>a</animals></animals></r>', animals({ xml: { wrapped: true } }, {}), { animals: ['a'] }],
    [
      'wrapped, with names',
      '<r><aliens><animal>a</animal></aliens></r>',
      animals({ xml: { name: 'aliens', wrapped: true } }, { xml: { name: 'animal' } }),
      { animals: ['a'] },
    ],
    ['nodeType attribute', '<r id="1"/>', object({ id: { ...integer, xml: { nodeType: 'attribute' } } }), { id: 1 }],
    [
      'nodeType text',
      '<r unit="kg">5</r>',
      object({ unit: { ...string, xml: { attribute: true } }, v: { ...integer, xml: { nodeType: 'text' } } }),
      { unit: 'kg', v: 5 },
    ],
    [
      'nodeType element of an array',
      '<r><animals><animals>a</animals></animals></r>',
      animals({ xml: { nodeType: 'element' } }, {}),
      { animals: ['a'] },
    ],
    ['CDATA and comments', '<r><!-- y --><a><!-- y -->x<![CDATA[<]]><!-- y --></a></r>', object({ a: string }), { a: 'x<' }],
    [
      'a value that is nil',
      '<r><a xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:nil="true"/></r>',
      object({ a: { type: ['string', 'null'] } }),
      { a: null },
    ],
    ['a default namespace', '<r xmlns="urn:r"><a>1</a></r>', object({ a: integer }), { a: 1 }],
  ])('%s', (_name, text, schema, value) => {
    expect(readValue(text, schema)).toEqual(value);
  });
});

describe('what the schema has no place for is not lost', () => {
  test.each<[string, string, JsonValue]>([
    ['an element', '<r><b>1</b></r>', { b: '1' }],
    ['an attribute', '<r b="1"/>', { b: '1' }],
    ['a declared name in another namespace', '<r><a xmlns="urn:evil">1</a></r>', { '{urn:evil}a': '1' }],
    ['a declared element as an attribute', '<r a="1"/>', { a: '1' }],
    [
      'the type that an element says it is of',
      '<r xmlns:x="http://www.w3.org/2001/XMLSchema-instance" x:type="b"/>',
      { '{http://www.w3.org/2001/XMLSchema-instance}type': 'b' },
    ],
    ['an element with more in it', '<r><b><c>1</c></b></r>', { b: { c: '1' } }],
  ])('%s', (_name, text, value) => {
    expect(readValue(text, object({ a: string }))).toEqual(value);
  });
});

const SCHEMA = object({
  id: { ...integer, xml: { attribute: true } },
  name: { ...string, maxLength: 5 },
  list: { type: 'array', items: string },
});

function judge(text: string, contentType = 'application/xml', type = 'application/xml') {
  const content = { [type]: { schema: { ...SCHEMA, xml: { name: 'order', namespace: 'urn:o' } } } };
  const definition = definitionOf({ '/a': { post: { requestBody: { content } } } });
  const options = { unknownQueryParameters: 'reject', closedBodies: true } as const;
  return compileRequestValidator(definition, firstOperation(definition), options).validateBody(contentType, bytes(text));
}
const order = (inner: string, attributes = '') => `<order xmlns="urn:o"${attributes}>${inner}</order>`;

test('a value that is nil has no attributes that nobody judges', () => {
  const text = '<r xmlns:x="http://www.w3.org/2001/XMLSchema-instance"><a x:nil="true" role="admin"/></r>';
  expect(readValue(text, object({ a: { type: ['object', 'null'] } }))).toBe('/a must be empty and without attributes where it is nil');
});

test('a document that fits is accepted', () => {
  expect(judge(`<?xml version="1.0" encoding="UTF-8"?>${order('<name>ab</name><list>x</list>', ' id="1"')}`)).toEqual({ kind: 'valid' });
  expect(judge(order(''), 'application/atom+xml', 'application/*+xml')).toEqual({ kind: 'valid' });
});

describe('a document is refused', () => {
  test.each([
    ['with a document type', `<!DOCTYPE order>${order('')}`],
    ['with entities', `<!DOCTYPE order [<!ENTITY a "b">]>${order('<name>&a;</name>')}`],
    ['with an external entity', `<!DOCTYPE order SYSTEM "file:///etc/passwd">${order('')}`],
    ['with an entity that is not declared', order('<name>&a;</name>')],
    ['that is not closed', '<order xmlns="urn:o">'],
    ['that is two', order('') + order('')],
    ['with a comment in the middle of a text', order('<name>a<!-- -->b</name>')],
    ['with an instruction in the middle of a text', order('<name>a<?x?>b</name>')],
    ['with text behind it', `${order('')}x`],
    ['with an attribute twice', order('', ' id="1" id="2"')],
    ['with an attribute twice by namespace', order('', ' xmlns:a="u" xmlns:b="u" a:x="1" b:x="2"')],
    ['with a prefix that is not declared', order('<x:name>a</x:name>')],
    ['in another encoding by its declaration', `<?xml version="1.0" encoding="utf-7"?>${order('')}`],
    ['of another version', `<?xml version="1.1"?>${order('')}`],
    ['that is nested too deeply', order('<a>'.repeat(64) + '</a>'.repeat(64))],
    ['with too many elements', order('<list/>'.repeat(20_000))],
    ['with another outermost element', '<other xmlns="urn:o"/>'],
    ['in another namespace', '<order/>'],
    ['with an element twice', order('<name>a</name><name>b</name>')],
    ['with a value of the wrong type', order('', ' id="x"')],
    ['with a value that is too long', order('<name>abcdef</name>')],
    ['with an element that is not declared', order('<admin>1</admin>')],
    ['with an attribute that is not declared', order('', ' admin="1"')],
    ['with an element that is an attribute', order('<id>1</id>')],
    ['with a declared element in another namespace', order('<name xmlns="urn:evil">a</name>')],
    ['with text between elements', order('x<name>a</name>')],
    ['with elements in a text', order('<name><b>a</b></name>')],
    ['named __proto__', order('<__proto__>a</__proto__>')],
  ])('%s', (_name, text) => {
    expect(judge(text)).toMatchObject({ kind: 'invalid' });
  });

  test('in another encoding by its content type', () => {
    expect(judge(order(''), 'application/xml; charset=utf-16').kind).toBe('unsupported-media-type');
    expect(judge('<order xmlns="urn:o"/>'.replaceAll('', '\0')).kind).toBe('invalid');
  });
});

test('no text makes it throw', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '<order xmlns="urn:o">',
      '</order>',
      '<name>',
      '</name>',
      'x',
      '&amp;',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?a',
      '?>',
      ' id="1"',
      '\0',
    ),
  );
  fc.assert(
    fc.property(pieces, (chosen) => {
      expect(['valid', 'invalid']).toContain(judge(chosen.join('')).kind);
    }),
    { numRuns: 300 },
  );
});
