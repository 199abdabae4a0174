import { describe, expect, test } from 'vitest';

import { type Exchange, ids, message, problems } from './exchange.ts';

const XML = 'SecAction "id:9,phase:1,pass,nolog,ctl:requestBodyProcessor=XML"\n';

/** What a path selects, each in brackets. */
function selected(path: string, body: string, actions = ''): string | undefined {
  const rules = `${XML}SecRule ${path} "@rx (?s)^.*$" "id:1,phase:2,pass,nolog,${actions}setvar:'tx.out=%{tx.out}[%{MATCHED_VAR}]'"\nSecAction "id:2,phase:5,pass,msg:'%{tx.out}'"`;
  return message(rules, { body });
}

const ORDER =
  '<?xml version="1.0"?><order id="7"><item sku="A"><name>Tea<!-- x --> pot</name><price>9</price></item><item sku="B"><name>Cup</name>!</item></order>';

describe('a path into XML selects', () => {
  test.each([
    ['XML:/order', '[Tea pot9Cup!]'],
    ['XML:/*', '[Tea pot9Cup!]'],
    ['XML:/order/item', '[Tea pot9][Cup!]'],
    ['XML:/order/item/name', '[Tea pot][Cup]'],
    ['XML://name', '[Tea pot][Cup]'],
    ['XML:/order//name', '[Tea pot][Cup]'],
    ['XML:/order/*', '[Tea pot9][Cup!]'],
    ['XML:/order/*/price', '[9]'],
    ['XML://item/text()', '[!]'],
    ['XML://name/text()', '[Tea pot][Cup]'],
    ['XML://text()', '[Tea pot][9][Cup][!]'],
    ['XML:/order//text()', '[Tea pot][9][Cup][!]'],
    ['XML://@*', '[7][A][B]'],
    ['XML:/order/@id', '[7]'],
    ['XML://item/@sku', '[A][B]'],
    ['XML://@sku', '[A][B]'],
    ['XML:/order//@*', '[7][A][B]'],
    ['XML://item//@id', ''],
    ['XML://name[text()]', '[Tea pot][Cup]'],
    ['XML:/order/item[text()]', '[Cup!]'],
    ['XML:/order/item[text()]/@sku', '[B]'],
    ["XML://*[local-name()='name']", '[Tea pot][Cup]'],
    ['XML:/item', ''],
    ['XML:/order/name', ''],
    ['XML:/order/text()', ''],
    ['&XML://name', '[2]'],
    ['XML://name|XML://@sku|!XML://name', '[A][B]'],
  ])('%s', (path, expected) => {
    expect(selected(path, ORDER)).toBe(expected);
  });

  test('elements inside of their like, each once', () => {
    expect(selected('XML://a', '<a>1<a>2</a></a>')).toBe('[12][2]');
    expect(selected('XML://a//a', '<a>1<a>2<a>3</a></a></a>')).toBe('[23][3]');
    expect(selected('XML:/a/a', '<a>1<a>2<a>3</a></a></a>')).toBe('[23]');
  });

  test('CDATA as text, and characters beyond ASCII as UTF-8', () => {
    expect(selected('XML:/a/text()', '<a>x<![CDATA[<y>]]></a>')).toBe('[x<y>]');
    expect(selected('XML://b', Buffer.from('<a>ä<b>ö</b></a>', 'utf8').toString('latin1'))).toBe('[\xc3\xb6]');
  });
});

describe('namespaces', () => {
  const soap = '<s:Envelope xmlns:s="urn:soap"><s:Body a="1" s:b="2"><Order xmlns="urn:o">x</Order></s:Body></s:Envelope>';

  test('are those of the rule, whatever prefix the document uses', () => {
    expect(selected('XML:/e:Envelope/e:Body', soap, 'xmlns:e=urn:soap,')).toBe('[x]');
    expect(selected('XML://o:Order', soap, 'xmlns:o=urn:o,')).toBe('[x]');
    expect(selected('XML://e:*', soap, 'xmlns:e=urn:soap,')).toBe('[x][x]');
    expect(selected('XML:/s:Envelope', soap, 'xmlns:s=urn:other,')).toBe('');
  });

  test('of a name without prefix are none, as in XPath', () => {
    expect(selected('XML://Order', soap)).toBe('');
    expect(selected('XML://Envelope', soap)).toBe('');
    expect(selected('XML:/*/*/*', soap)).toBe('[x]');
    expect(selected("XML://*[local-name()='Order']", soap)).toBe('[x]');
    expect(selected('XML://@a', soap)).toBe('[1]');
    expect(selected('XML://@b', soap)).toBe('');
    expect(selected('XML://@e:b', soap, 'xmlns:e=urn:soap,')).toBe('[2]');
  });

  test('end where the element ends that declares them', () => {
    expect(selected('XML://p:b', '<a><x xmlns:p="urn:p"><p:b>1</p:b></x><p:b>2</p:b></a>', 'xmlns:p=urn:p,')).toBe('[1]');
  });
});

describe('a path that is not read is refused when the rules are loaded', () => {
  test.each([
    ['XML:/a[1]', 'XML:/a[1] is not read from "/a[1]" on'],
    ['XML:/a[b]', 'XML:/a[b] is not read'],
    ['XML:/a/text()[text()]', 'asks for text within what holds none'],
    ["XML:/*[local-name()='a' or 1=1]", 'is not read'],
    ['XML:a', 'XML:a is not read from "a" on'],
    ['XML:/a/', 'XML:/a/ is not read from "/" on'],
    ['XML:/a/@b/c', 'XML:/a/@b/c is not read from "/c" on'],
    ['XML:/a/text()/b', 'XML:/a/text()/b is not read from "/b" on'],
    ['XML:/a/following::b', 'is not read'],
    ['XML:count(/a)', 'is not read'],
    ['XML:/..', 'is not read'],
    ['XML:///a', 'is not read'],
    [`XML:${'/a'.repeat(17)}`, 'paths are made of at most 16 steps'],
    ['XML:/p:a', 'XML:/p:a uses the prefix p, which no action xmlns:p=… of the rule explains'],
  ])('%s', (path, expected) => {
    expect(problems(`SecRule "${path}" "x" "id:1,phase:2,pass"`)[0]).toContain(expected);
  });

  test('xmlns without a namespace as well', () => {
    expect(problems('SecRule XML:/p:a "x" "id:1,phase:2,pass,xmlns:p"')[0]).toContain('xmlns takes prefix=namespace');
  });
});

describe('a hostile document', () => {
  const rules = (path: string): string =>
    `${XML}SecRule ${path} "@rx x" "id:1,phase:2,pass"\nSecRule REQBODY_ERROR "@eq 1" "id:2,phase:2,pass"`;
  const deep: Exchange = { body: `${'<a>'.repeat(250)}${'x'.repeat(200_000)}${'</a>'.repeat(250)}` };

  test('that repeats much text in many elements is an error for rules with paths, and none for others', () => {
    expect(ids(rules('XML://a'), deep)).toContain(2);
    expect(ids(rules('XML:/*'), deep)).toEqual([1]);
  });

  test('is selected from in a time that grows with its length', () => {
    const body = `<r>${'<a><b c="d">x</b></a>'.repeat(6000)}</r>`;
    const started = performance.now();
    expect(ids(rules(`XML:${'//*'.repeat(16)}`), { body })).toEqual([]);
    // In each of the states of the engine, on a machine that does other things as well.
    expect(performance.now() - started).toBeLessThan(6000);
  });
});
