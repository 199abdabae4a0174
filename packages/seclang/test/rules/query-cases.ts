import { header, type RuleCases, target } from './cases.ts';

export const queryCases: RuleCases = {
  102010: {
    attacks: [
      "1' or '1'='1",
      "' UNION SELECT @@version, NULL--",
      { body: { id: "x'; DROP TABLE users--" } },
      header('Referer', "https://a.example/?id=1' or 1=1--"),
    ],
    benign: ["O'Brien", 'select one or more options from the list', 'Drop me a line; union members only'],
  },
  102011: {
    attacks: ['(select pg_sleep(5))', "1; waitfor delay '0:0:5'", 'extractvalue(1,concat(0x7e,user()))', 'and sleep(5)'],
    benign: ['time.sleep(5)', 'sleep (8 hours) is important', 'We waitfor delay in trains'],
  },
  102012: {
    attacks: ['x union all select null, null', 'SELECT CASE WHEN (1=1) THEN 1 ELSE 0 END', 'select a from information_schema.tables'],
    benign: ['the union selects a leader from its members', 'case when it rains', 'the schema of information'],
  },
  102013: { attacks: ["a'; drop table users", "'); insert into t values (1)"], benign: ["don't; drop by", 'it ends; update the list'] },
  102014: { attacks: ['1 /*!50000union*/ select 2', '/*! select */'], benign: ['/*! important */', '/* select */'] },
  102015: {
    attacks: [
      `&#49;&#32;${[...Buffer.from('union select')].map((byte) => `&#${byte};`).join('')}`,
      `&#x31;&#x20;${[...Buffer.from('or 1=1')].map((byte) => `&#x${byte.toString(16)};`).join('')}`,
    ],
    benign: ['1 union select', '&#8222;&#8220;&#8230; quoted', [...Buffer.from('hello union')].map((byte) => `&#${byte};`).join('')],
  },
  102020: {
    attacks: [target('/v1?user[$ne]=x'), { body: { password: { $gt: '' } } }, { body: { $where: '1' } }],
    benign: [target('/v1?$filter=name'), target('/v1?$select=name'), { body: { price$: 1, $schema: 'x' } }],
  },
  102021: {
    attacks: ['{"$ne": null}', "' || this.password.match(/^a/)//", "'; return true; var a='"],
    benign: ['{"price": "$5"}', "it's this || that", 'return true;'],
  },
  102030: { attacks: ['select name from users', 'delete from users'], benign: ['please select from the list', 'deleted from here'] },
  102031: { attacks: ["x' or 'y", "admin'--"], benign: ["rock 'n' roll", "it's -- well -- fine"] },
  102032: { attacks: ["'-'", "a'='b", '"^"'], benign: ["''", "'yes'", "rock 'n' roll"] },
  102040: { attacks: ['union of select'], benign: ['unions and selections'] },
  102050: { attacks: ["it's 'so'"], benign: ['it is so'] },
};
