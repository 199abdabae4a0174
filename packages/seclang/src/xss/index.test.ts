import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { detectXss } from './index.ts';

/** Each rule of the judgement: what it must find, and what is nearest to it without being an attack. */
const RULES: readonly { readonly rule: string; readonly found: readonly string[]; readonly silent: readonly string[] }[] = [
  {
    rule: 'an element runs or loads code',
    found: [
      '<script>alert(1)</script>',
      '<ScRiPt/src=//x>',
      'x<script>',
      '<x:script>',
      '<iframe src=//x>',
      '<object data=x>',
      '<svg/onload=1>',
      '<base href=//x>',
      '<style>*{}</style>',
      '<script',
      '<math>',
      '<xsl:value-of>',
    ],
    silent: [
      '<b>x</b>',
      'a<br/>b',
      '<p class="x">',
      '<scripture>',
      '< script>',
      '<table border=1>',
      'List<Object> x',
      'Vec<Style>',
      'Map<Link, Frame>',
      '<john@example.org>',
      'a<b && c>d',
      '<video controls>',
    ],
  },
  {
    rule: 'an element of the page is ended',
    found: ['</script>', 'x</ScRiPt >', '</style>'],
    silent: ['</b>', '</p></div>', '</ script>', '</scripts>'],
  },
  {
    rule: 'an attribute is an event handler',
    found: [
      '<x onfoobar=1>',
      '<img src=x onerror=alert(1)>',
      '<img/src/onerror=1>',
      '<a\x0bonclick=1>',
      '<img src="x"onerror=1>',
      '<b onclick\n=\n1',
      '<x onload!@[=1>',
    ],
    silent: ['<p on="x">', '<b one="1">', '<p data-onclick="x">', '<i title="onclick=1">', '<p class=onload>', '<x only>'],
  },
  {
    rule: 'a link runs code',
    found: [
      '<a href=javascript:1>',
      '<a href="jav&#x09;ascript:1">',
      '<a href="&#106avascript:1">',
      '<a href=" \x01javascript:1">',
      '<a href=javascript&colon;1>',
      '<a href=data:text/html,x>',
      '<form action=vbscript:1>',
      '<button formaction=javascript:1>',
      '<use xlink:href="data:image/svg+xml,x">',
      '<a href="feed:javascript:1">',
    ],
    silent: [
      '<a href="https://example.org/javascript:x">',
      '<a href="/a?b=c">',
      '<img src="data:image/png;base64,AA==">',
      '<a href="#javascript">',
      '<a title="javascript:1">',
      '<a href="mailto:a@b.c">',
    ],
  },
  {
    rule: 'a style or an animation runs code',
    found: [
      '<p style="width:expression(1)">',
      '<p style="width:exp/**/ression(1)">',
      '<p style="x:\\65 xpression(1);behavior:url(x)">',
      '<p style="background:url(javascript:1)">',
      '<x attributeName=href values="a;javascript:1">',
      '<p style="-moz-binding:url(x)">',
      '<b size="&{1}">',
      '<span datasrc=#x>',
    ],
    silent: [
      '<p style="color:red">',
      '<p style="background:url(https://example.org/a.png)">',
      '<p style="font-family: \'Open Sans\'">',
      '<b size="&amp;">',
    ],
  },
  {
    rule: 'a declaration does more than describe',
    found: [
      '<!--[if IE]>x<![endif]-->',
      '<!DOCTYPE x [<!ENTITY y SYSTEM "z">]>',
      '<!ENTITY x "y">',
      '<?xml-stylesheet href="x"?>',
      '<!--#exec cmd="id"-->',
      '<!-- <script> -->',
      '<?import implementation="x">',
    ],
    silent: ['<!DOCTYPE html>', '<?xml version="1.0"?>', '<!-- comment -->', '<!-->', '<!x', '<?php echo 1;'],
  },
  {
    rule: 'the value leaves an attribute',
    found: [
      '" onmouseover=alert(1) x="',
      "' onfocus='alert(1)' autofocus",
      '` onerror=alert(1)',
      'x onerror=alert(1)',
      '"onclick=alert`1`',
      '" style="x:expression(1)',
      '" href="javascript:1',
      '/get/"onmouseover=\'prompt(1)\'"',
    ],
    silent: [
      'status=x online=true',
      'foo" bar="x" only="y"',
      'one=1 once=2',
      '"a" onwards = (b)',
      'on = off',
      'turn on=(1)',
      '"x" onset=(2)',
      'onclick or ondrag?',
    ],
  },
  {
    rule: 'the value is a link that runs code',
    found: [
      'javascript:alert(1)',
      'JaVa\tScRiPt:alert(1)',
      ' javascript:alert(1)',
      'javascript: alert(1)',
      'vbscript:msgbox(1)',
      'data:text/html;base64,PHN',
      '"javascript:alert(1)"><input>',
      'java&#115;cript:x()',
    ],
    silent: [
      'JavaScript: The Good Parts (2008)',
      'javascript:void(0)',
      'javascript:;',
      'JavaScript: map() explained',
      'data: 5 rows',
      'data:image/png;base64,AA',
      'script: x',
      'http://javascript:1',
    ],
  },
  {
    rule: 'the value leaves a string of a script',
    found: [
      "';alert(1)//",
      '";alert(1);//',
      "'-alert(1)-'",
      '"+alert(1)+"',
      "');alert(1)//",
      "'}alert(1)//",
      "';top['al'+'ert'](1)//",
      'top["al"+"ert"](1);//',
      'window[/*x*/"alert"](1)//',
    ],
    silent: [
      "it's; alert(1)",
      "console.log('a'); foo('b'); // bar",
      "x = 'a' + b + 'c'",
      "print('x')",
      "a['b']('c')",
      "this['x'] = y",
      'top[0]',
      "don't (really) // maybe",
      '"a" + f(b) + "c"',
    ],
  },
  {
    rule: 'the signs are encoded for lenient readers',
    found: ['+ADw-script+AD4-alert(1)', '\xc0\xbcscript>', '\xe0\x80\xbcscript>', '<scr\0ipt>', '<x\0onclick=1>'],
    silent: ['+adw-', 'a+ADw-1', '\xc3\xbcscript', '\xc2\xbcscript', 'x\0y'],
  },
];

describe.each(RULES)('$rule', ({ found, silent }) => {
  test.each(found)('is found in %j', (value) => expect(detectXss(value)).toBe(true));
  test.each(silent)('is not seen in %j', (value) => expect(detectXss(value)).toBe(false));
});

const fragment = fc.constantFrom(
  ...Array.from('<>"\'`=/&;:()[]+-!?# \t\0'),
  'a',
  'on',
  'onload',
  'script',
  'href',
  '<a ',
  '<!--',
  '<!',
  'javascript:',
  '&#',
  '&#x',
  'data:',
  'style',
  '/*',
  '*/',
  '\xc0\xbc',
);

test('no value makes it throw', () => {
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 60 }), (parts) => void detectXss(parts.join(''))),
    { numRuns: 3_000 },
  );
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)) }),
      (value) => void detectXss(value),
    ),
  );
});

test('markup that runs code is found whatever stands around it outside of white space', () => {
  fc.assert(
    fc.property(fc.array(fragment, { maxLength: 30 }), fc.array(fragment, { maxLength: 30 }), (before, after) => {
      expect(detectXss(`${before.join('')}<script>${after.join('')}`)).toBe(true);
    }),
  );
});

test.each([
  '<',
  '<a',
  '<a ',
  '<a b="',
  '<a b=\'<a c="',
  '<a b=c ',
  '&',
  '&#',
  '&#1',
  ':&#',
  '"',
  "'",
  '`',
  '"x=',
  'a=',
  '<!',
  '<!--',
  '\xc0\xbc',
  '\0',
  '/*',
  '<a style="/*',
  '([',
  "';a(",
  '<a href=&#',
])('a value of 250,000 bytes of %j is read in linear time', (piece) => {
  const started = performance.now();
  detectXss(piece.repeat(Math.floor(250_000 / piece.length)));
  detectXss(`<a style="${piece.repeat(Math.floor(250_000 / piece.length))}`);
  expect(performance.now() - started).toBeLessThan(2_000);
});
