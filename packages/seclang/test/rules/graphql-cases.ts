import { type RuleCases, textBody } from './cases.ts';

const GRAPHQL = 'application/graphql';

export const graphqlCases: RuleCases = {
  109010: { attacks: [{ body: { query: nested(17) } }], benign: [{ body: { query: nested(9) } }, { body: { text: nested(17) } }] },
  109011: { attacks: [{ body: batch(21) }], benign: [{ body: batch(20) }] },
  109012: { attacks: [{ body: { query: `{${aliases(60)}}` } }], benign: [{ body: { query: `{${aliases(5)}}` } }] },
  109020: { attacks: [{ body: { query: '{__schema{types{name}}}' } }], benign: [{ body: { query: '{__typename schema}' } }] },
  109021: { attacks: [{ body: { query: nested(10) } }], benign: [{ body: { query: nested(9) } }] },
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
  109113: { attacks: [textBody(nested(17), GRAPHQL)], benign: [textBody(nested(3), GRAPHQL)] },
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
