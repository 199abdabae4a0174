import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseXml } from './xml.ts';

const bytes = (text: string) => Buffer.from(text).toString('latin1');

test('text and attributes are those that XPath would give', () => {
  const body = parseXml('<?xml version="1.0"?>\n<r a="1 &lt;"><!-- com --><b c="2">t&amp;<![CDATA[cd<]]></b> tail <?pi x?></r>\n');
  expect(body).toEqual({ text: 't&cd< tail ', attributes: ['1 <', '2'] });
});

test('text is UTF-8, also when it is written as references or in ISO-8859-1', () => {
  expect(parseXml(bytes('<r>é&#233;&#x1F600;</r>')).text).toBe(bytes('éé😀'));
  expect(parseXml('<?xml version="1.0" encoding="ISO-8859-1"?><r>\xe9</r>').text).toBe(bytes('é'));
  expect(parseXml('\xef\xbb\xbf<?xml version="1.0" encoding=\'utf-8\'?><r>x</r>').text).toBe('x');
});

test('declarations of namespaces are no attributes', () => {
  expect(parseXml('<r xmlns="urn:a" xmlns:b="urn:b" b:c="1"/>').attributes).toEqual(['1']);
});

describe('errors', () => {
  test.each([
    ...[
      '',
      'x',
      '<r>',
      '<r></s>',
      '<r a="1" a="2"/>',
      '<r a=1/>',
      '<r a/>',
      '<r><b></r></b>',
      '<r/><s/>',
      '<r/>x',
      '<r>&</r>',
      '<r>&e;</r>',
      '<r>&#0;</r>',
    ],
    ...[
      '<r>\0</r>',
      '<r>\xff</r>',
      '<r>\xc0\xbc</r>',
      '<r a="<"/>',
      '<r><![CDATA[x</r>',
      '<r><!-- -- --></r>',
      ' <?xml version="1.0"?><r/>',
      '<1/>',
    ],
  ])('%j is not well-formed', (document) => {
    expect(parseXml(document).error).toMatch(/XML document/);
  });

  test('a document type is refused, and with it entities and what they refer to', () => {
    for (const type of ['<!DOCTYPE r>', '<!DOCTYPE r SYSTEM "file:///etc/passwd">', '<!DOCTYPE r [<!ENTITY e SYSTEM "http://x/">]>']) {
      expect(parseXml(`${type}<r>&e;</r>`).error).toMatch('document type');
    }
  });

  test.each(['utf-16', 'utf-7', 'ibm037', 'windows-1252', 'x'])(
    'the encoding %s is refused, for rules would not see through it',
    (encoding) => {
      expect(parseXml(`<?xml version="1.0" encoding="${encoding}"?><r/>`).error).toMatch('encoding');
    },
  );

  test('UTF-16 without a declaration is refused', () => {
    expect(parseXml(Buffer.from('\ufeff<r>x</r>', 'utf16le').toString('latin1')).error).toMatch('not UTF-8');
    expect(parseXml(Buffer.from('<r>x</r>', 'utf16le').toString('latin1')).error).toMatch('XML');
  });

  test('what stands before an error is given, so that it can be inspected', () => {
    expect(parseXml('<r a="1"><b>text</r>')).toMatchObject({ text: 'text', attributes: ['1'], error: expect.any(String) });
  });
});

describe('limits', () => {
  test('depth', () => {
    expect(parseXml('<a><b/></a>', { depth: 2 })).not.toHaveProperty('error');
    expect(parseXml('<a><b><c/></b></a>', { depth: 2 }).error).toBe('The XML document is nested deeper than 2 levels');
    expect(parseXml('<a>'.repeat(100_000)).error).toMatch('deeper than 256');
  });

  test('elements and attributes', () => {
    expect(parseXml('<a x="1"><b/></a>', { nodes: 3 })).not.toHaveProperty('error');
    expect(parseXml('<a x="1"><b/><c/></a>', { nodes: 3 }).error).toMatch('more than 3 elements and attributes');
    expect(parseXml(`<a>${'<b/>'.repeat(30_000)}</a>`).error).toMatch('more than 20000');
  });
});

test('never throws, whatever the bytes', () => {
  const piece = fc.constantFrom(
    '<r>',
    '</r>',
    '<',
    '>',
    '/',
    '&',
    ';',
    '&#',
    'x',
    '"',
    "'",
    '=',
    ' ',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '<!',
    '\xc3\xa9',
    '\xff',
    '\0',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(parseXml(pieces.join('')).text).not.toMatch(/[^\0-\xff]/);
      expect(parseXml(`<r>${pieces.join('')}</r>`).text).not.toMatch(/[^\0-\xff]/);
    }),
    { numRuns: 1000 },
  );
});

test.each(['<b>x</b>', 'x', '&lt;', '<![CDATA[x]]>', '<!-- x -->', '&', '<', ']]', 'a="1" '])(
  'many of %j take time in proportion',
  (piece) => {
    const start = performance.now();
    parseXml(`<r>${piece.repeat(100_000)}</r>`);
    parseXml(`<r ${piece.repeat(100_000)}/>`);
    expect(performance.now() - start).toBeLessThan(5000);
  },
);
