import { describe, expect, test } from 'vitest';

import { detectSqli } from './index.ts';

/** Each rule of the judgement: what it must find, and what is nearest to it without being an attack. */
const RULES: readonly { readonly rule: string; readonly found: readonly string[]; readonly silent: readonly string[] }[] = [
  {
    rule: 'a condition of constants is added',
    found: [
      '1 or 1=1',
      "1' or '1'='1",
      '1" or "1"="1',
      '1) or (1=1',
      "x' and 1=2",
      '1 and 3>2',
      '1 xor 1=0',
      '1||1=1',
      '1&&1=1',
      '(1)or(1)=(1)',
    ],
    silent: ['1 or 2', '1 and a half', 'a or b', 'x=1 or y=2', '1 + 1 = 2', '1 < 2 and 2 < 3', '2 + 2 = 4 and 3 + 3 = 6', '1 or one = uno'],
  },
  {
    rule: 'a condition on a column is added to a constant',
    found: ['1 or id>0', '1 or id is not null', "1 and name = '1", "x' or uid > 0 and 'a'='a"],
    silent: ['3 or more = 20', 'status = open or id > 5', 'x > 5 and y < 3', '5 or id', '5 < id or id > 8'],
  },
  {
    rule: 'a query is united with the application’s',
    found: [
      '1 union select 1,2',
      "x' union all select null -- ",
      '-1 union(select 1)',
      '1 union((((((select 1',
      'id union select a, b from c',
      '1 union values(1)',
    ],
    silent: [
      'the union select committee',
      'Western Union',
      '1 union',
      "9'union all/bar",
      'union all the way',
      '/post/foo/24 union all select 1,2,3 from aa/bar',
    ],
  },
  {
    rule: 'a statement follows a semicolon',
    found: [
      '1; drop table users',
      "x'; exec xp_cmdshell 'dir'--",
      "1;waitfor delay '0:0:5'",
      '1;select pg_sleep(5)',
      "';shutdown--",
      '1;call f(1)',
    ],
    silent: ['first; select your seat', '1; drop us a line', 'a; b; c', "let's go; update me", '5; call me (maybe)', "x = 1; y = 'z';"],
  },
  {
    rule: 'the rest is cut off by a comment',
    found: ["admin'--", "admin'#", "admin' -- ", "admin'/*", "admin'))--", "x' or 1#", '1 or 1-- -', "x' or uid--"],
    silent: [
      "the boys' -- and the girls'",
      "the players' #1 choice",
      "it's #winning",
      '1 -- first',
      "'To be' -- Hamlet",
      "boys' and girls -- the whole class",
    ],
  },
  {
    rule: 'the quotes are taken up again after an operator',
    found: ["' or ''='", "1' or '1", "x'||'y", "' + x + '", '" | type | "', "a'='b", "'or'a='a", "x' like '%"],
    silent: [
      "rock 'n' roll",
      "boys' and girls' toys",
      '"a" + b + "c"',
      "5' - 6'",
      '"Foo" - "Bar"',
      "'Tom' & 'Jerry'",
      "' '",
      "print('a' + b)",
    ],
  },
  {
    rule: 'a function that waits, fails or reads is called',
    found: [
      '-sleep(5)',
      '((sleep(5)))',
      'sleep(20)',
      '1-sleep(5)',
      "' and sleep(12) --",
      '1 and updatexml(1,2,3)',
      'x" sleep(10.to_i) "',
      '1 rlike sleep(5)',
      "'||pg_sleep(5)||'",
    ],
    silent: [
      'sleep (8 hours)',
      'sleep(less) nights',
      'time.sleep(5)',
      'benchmark results',
      'x = sleep(5)',
      'await sleep(delay)',
      'the database (main)',
    ],
  },
  {
    rule: 'an ordinary function is called in an added condition',
    found: ['1 and ascii(substr(user(),1,1))>64', "x' or char(65)='A", '1 or exists(select 1)', '1 and length(database())=5'],
    silent: ['5 and left (side)', 'a && abs(b) > 3', 'max(a, b)', 'count(x)', 'if (a == 1) return'],
  },
  {
    rule: 'a subquery stands for a value',
    found: [
      '(select 1 from x)',
      '1 and (select 1)=1',
      "'||(select a from b)||'",
      '1,(select 1 from dual)',
      '-(select*from(select(sleep(5)))a)',
      '1 (select case when 1 then 2 end)',
    ],
    silent: ['(select one)', 'pick (select the best)', ":'( select password |", 'a (select) b'],
  },
  {
    rule: 'a clause goes on after a constant',
    found: [
      '1 order by 10',
      "1' order by 3-- ",
      '1 having 1=1',
      '1 where 1=1',
      "1 into outfile '/x'",
      '1 procedure analyse(1)',
      "1' in boolean mode) or 1=1#",
    ],
    silent: ['order by 5 pm', 'order by phone', 'having fun', '5 where the sun shines', 'limit 5 per customer', '1 from me'],
  },
  {
    rule: 'the whole value is a statement',
    found: [
      "WAITFOR DELAY '0:0:10'",
      'SELECT * FROM users',
      'select case when (x) then 1 end',
      'select password from users where id=1',
      'delete from t where a=1',
    ],
    silent: [
      'Select one, two from the list',
      'select * to see all',
      'Select 1',
      'delete from cart',
      'Update your profile and set x',
      'drop table reservations',
      'SELECT',
    ],
  },
  {
    rule: 'comments are nested before a reserved word',
    found: ['/post/*/*/2 union all/bar', '1 /*/**/*/union select 1'],
    silent: ['/a/*/*/b', 'src/**/*.ts', '/* a /* b */ c */'],
  },
];

describe.each(RULES)('$rule', ({ found, silent }) => {
  test.each(found)('is found in %j', (value) => expect(detectSqli(value)).toBeDefined());
  test.each(silent)('is not seen in %j', (value) => expect(detectSqli(value)).toBeUndefined());
});

test('the fingerprint names the kinds of the first tokens, and no more than twelve', () => {
  expect(detectSqli("1' or '1'='1")).toEqual({ fingerprint: 's&s=s' });
  expect(detectSqli(`1${'+1'.repeat(50)} union select 1`)?.fingerprint).toBe('1o1o1o1o1o1o');
});
