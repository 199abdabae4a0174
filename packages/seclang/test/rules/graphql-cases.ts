import { type RuleCases, textBody } from './cases.ts';

const GRAPHQL = 'application/graphql';

export const graphqlCases: RuleCases = {
  109010: { attacks: [{ body: { query: nested(17) } }], benign: [{ body: { query: nested(9) } }, { body: { text: nested(17) } }] },
  109011: { attacks: [{ body: batch(21) }], benign: [{ body: batch(20) }] },
  109012: { attacks: [{ body: { query: `{${aliases(60)}}` } }], benign: [{ body: { query: `{${aliases(5)}}` } }] },
  109013: {
    attacks: [
      { body: { query: nested(17) } },
      { body: { query: `${'{a{z}b'.repeat(17)}${'}'.repeat(17)}` } },
      textBody(nested(17), GRAPHQL),
      { target: `/graphql?query=${nested(17)}` },
      { body: [{ query: '{a}' }, { query: nested(17) }] },
    ],
    benign: [
      { body: { query: nested(16) } },
      { body: { query: `{a(b:${'{c:'.repeat(20)}1${'}'.repeat(20)})}` } },
      textBody(nested(3), GRAPHQL),
    ],
  },
  109014: {
    attacks: [{ body: { query: `{${aliases(51)}}` } }, { body: { query: `{a ${'@b '.repeat(51)}}` } }],
    benign: [{ body: { query: `{${aliases(50)}}` } }, { body: { query: `{a(${'b:1 '.repeat(60)})}` } }],
  },
  109022: { attacks: [{ body: { query: `{${'a '.repeat(501)}}` } }], benign: [{ body: { query: `{${'a '.repeat(500)}}` } }] },
  109020: { attacks: [{ body: { query: '{__schema{types{name}}}' } }], benign: [{ body: { query: '{__typename schema}' } }] },
  109021: { attacks: [{ body: { query: nested(10) } }], benign: [{ body: { query: nested(9) } }] },
};

/** Texts in base64 as a field of JSON. */
const encoded = (text: string) => ({ body: { data: Buffer.from(text).toString('base64') } });

export const encodedCases: RuleCases = {
  109210: {
    attacks: [
      encoded('<script>alert(1)</script>'),
      encoded("1' or '1'='1' -- "),
      encoded('1 union select password from users'),
      encoded('; cat /etc/passwd'),
      encoded('../../../../etc/passwd'),
      encoded('${jndi:ldap://x/a}'),
      encoded('http://169.254.169.254/latest/'),
      encoded('%27%20or%201%3D1--%20'),
      { body: { data: Buffer.from('<img src=x onerror=alert(1)>>>?').toString('base64url') } },
      { headers: { Cookie: `a=${Buffer.from('<?php system($x); ?>').toString('base64')}` } },
    ],
    benign: [
      encoded("It's a note; with 'quotes' or so"),
      encoded('{"id":1,"name":"O\'Brien"}'),
      encoded('<p>Hello <b>World</b></p>'),
      encoded('\x89PNG <script>alert(1)</script>\xff'),
      encoded('select one from the list'),
      { body: { data: `${Buffer.from('<script>alert(1)</script>').toString('base64')} !` } },
      { body: { data: 'c2NyaXB0' } },
      encoded('#!/bin/sh\nmake all && make install'),
    ],
  },
};

export const rawBodyCases: RuleCases = {
  109110: {
    attacks: [textBody('java.lang.Runtime.getRuntime()'), textBody('${jndi:ldap://x}')],
    benign: [textBody('java.lang.String'), { body: 'a=java.lang.Runtime' }],
  },
  109111: { attacks: [textBody('<!DOCTYPE a [<!ENTITY b "c">]>')], benign: [textBody('<!DOCTYPE html>')] },
  109112: { attacks: [textBody('<script>alert(1)</script>')], benign: [textBody('a < b'), textBody('<b>bold</b>')] },
  109114: {
    attacks: [
      textBody('{"password": {"$ne": ""}}'),
      textBody('{"__proto__": {"admin": true}}'),
      textBody(`{"id": "1' or '1'='1"}`),
      textBody('{"id": "1 union select password from users"}'),
      textBody('{"host": "a; cat /etc/passwd"}'),
      textBody('{"file": "..\\u002f../../etc"}'),
      textBody('{"url": "http://169.254.169.254/"}'),
    ],
    benign: [textBody('{"name": "O\'Brien or his son"}'), textBody('{"price": "$5"}'), textBody('import x from "../../y"')],
  },
};

function nested(depth: number): string {
  return `${'{a'.repeat(depth)}${'}'.repeat(depth)}`;
}

function aliases(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}: user(id: ${index}) { name }`).join(' ');
}

function batch(count: number): object {
  return Array.from({ length: count }, () => ({ query: '{a}' }));
}
