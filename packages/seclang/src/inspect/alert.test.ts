import { expect, test } from 'vitest';

import { loadRules } from '../compile/compile.ts';
import { alertLines } from './alert.ts';
import { createEngine } from './engine.ts';

function lines(rules: string, uri: string): string[] {
  const transaction = createEngine(loadRules([{ text: `SecRuleEngine On\n${rules}`, name: 'a.conf' }])).transaction({ id: 'u1' });
  transaction.connection({ clientAddress: '192.0.2.1', clientPort: 1, serverAddress: '192.0.2.2', serverPort: 80 });
  transaction.requestLine('GET', uri, 'HTTP/1.1');
  transaction.requestHeaders();
  return transaction.matchedRules.flatMap((matched) => alertLines(transaction, matched));
}

test('an alert has the fields of ModSecurity, a line for each variable that matched', () => {
  expect(
    lines(`SecRule ARGS "@rx x" "id:7,phase:1,pass,msg:'m',logdata:'%{MATCHED_VAR}',severity:2,tag:'t',ver:'v'"`, '/p?a=x&b=x2'),
  ).toEqual([
    'ModSecurity: Warning. Matched "Operator @rx x" at ARGS:a. [file "a.conf"] [line "2"] [id "7"] [msg "m"] [data "x"] [severity "CRITICAL"] [ver "v"] [tag "t"] [hostname "192.0.2.2"] [uri "/p"] [unique_id "u1"]',
    'ModSecurity: Warning. Matched "Operator @rx x" at ARGS:b. [file "a.conf"] [line "2"] [id "7"] [msg "m"] [data "x2"] [severity "CRITICAL"] [ver "v"] [tag "t"] [hostname "192.0.2.2"] [uri "/p"] [unique_id "u1"]',
  ]);
});

test('no client can forge a line or a field of the log', () => {
  const [line = ''] = lines(`SecRule ARGS "@rx ." "id:7,phase:1,deny,logdata:'%{MATCHED_VAR}'"`, '/?a=%0A%5Bid+%22949110%22%5D%5C%7F');
  expect(line).toContain(String.raw`[data "\x0a[id \"949110\"]\\\x7f"]`);
  expect(line).not.toContain('\n');
  expect(line).toContain('Access denied (phase 1).');
});
