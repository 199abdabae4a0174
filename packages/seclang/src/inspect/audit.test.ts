import { describe, expect, test } from 'vitest';

import { loadRules } from '../compile/compile.ts';
import { nativeAuditRecord } from './audit-native.ts';
import { type AuditRecord, auditRecord } from './audit-record.ts';
import { createEngine } from './engine.ts';

function record(rules: string, uri = '/?a=x', status = 200): AuditRecord | undefined {
  const text = `SecRuleEngine On\nSecRequestBodyAccess On\n${rules}`;
  const transaction = createEngine(loadRules([{ text, name: 'a.conf' }])).transaction({ id: 'u1', now: () => 0 });
  transaction.connection({ clientAddress: '192.0.2.1', clientPort: 1, serverAddress: '192.0.2.2', serverPort: 80 });
  transaction.requestLine('POST', uri, 'HTTP/1.1');
  transaction.requestHeader('Authorization', 'Bearer secret-token');
  transaction.requestHeader('Content-Type', 'application/x-www-form-urlencoded');
  transaction.requestHeaders();
  transaction.requestBody('b=--bb82030d-Z--');
  transaction.responseHeaders(status, 'HTTP/1.1', [['Set-Cookie', 'sid=secret-token']]);
  transaction.responseBody();
  transaction.logging();
  return auditRecord(transaction);
}

const RULE = `SecRule ARGS:a "@rx x" "id:7,phase:1,pass,nolog,auditlog,msg:'m'"`;

describe('a transaction is recorded', () => {
  test.each([
    ['SecAuditEngine On', '/', 200, true],
    ['SecAuditEngine Off', '/?a=x', 200, false],
    ['SecAuditEngine RelevantOnly', '/?a=x', 200, true],
    ['SecAuditEngine RelevantOnly', '/', 200, false],
    ['SecAuditEngine RelevantOnly\nSecAuditLogRelevantStatus "^(?:5|4(?!04))"', '/', 500, true],
    ['SecAuditEngine RelevantOnly\nSecAuditLogRelevantStatus "^(?:5|4(?!04))"', '/', 404, false],
    ['SecAuditEngine On\nSecAction "id:1,phase:1,pass,nolog,ctl:auditEngine=Off"', '/', 200, false],
  ])('%s, %s, %i: %s', (rules, uri, status, expected) => {
    expect(record(`${rules}\n${RULE}`, uri, status) !== undefined).toBe(expected);
  });
});

test('the record holds the parts asked for, and no credentials', () => {
  const full = record(`SecAuditEngine On\nSecAuditLogParts ABCFHZ\n${RULE}`);
  expect(full).toMatchObject({
    transaction: { id: 'u1', clientAddress: '192.0.2.1', timestamp: '1970-01-01T00:00:00.000Z' },
    request: {
      line: 'POST /?a=x HTTP/1.1',
      headers: [
        ['Authorization', '(left out)'],
        ['Content-Type', 'application/x-www-form-urlencoded'],
      ],
    },
    response: { status: 200, headers: [['Set-Cookie', '(left out)']] },
    messages: [{ id: 7, msg: 'm' }],
  });
  expect(JSON.stringify(full)).not.toContain('secret-token');
  const short = record(`SecAuditEngine On\nSecAuditLogParts AZ\n${RULE}`);
  expect(short?.request).toEqual({ line: 'POST /?a=x HTTP/1.1' });
  expect(short?.messages).toBeUndefined();
});

const QUOTE = "msg:'m %{MATCHED_VAR}',logdata:'%{MATCHED_VAR}'";
test.each([
  ['the header itself', `SecRule REQUEST_HEADERS "@rx tok[e]n" "id:1,phase:1,pass,${QUOTE}"`],
  ['a part of it', `SecRule REQUEST_HEADERS:Authorization "@rx (?i)(cr[e]t-t[o]k)" "id:1,phase:1,pass,capture,msg:'m',logdata:'%{TX.1}'"`],
  ['it in another case of letters', `SecRule REQUEST_HEADERS:Authorization "@rx TOK[E]N" "id:1,phase:1,pass,t:uppercase,${QUOTE}"`],
  [
    'a capture under another name',
    `SecRule REQUEST_HEADERS:Authorization "@rx (s[e]cret)-(tok[e]n)" "id:1,phase:1,pass,capture,${QUOTE.replaceAll('MATCHED_VAR', 'TX.1')},chain"\n  SecRule TX:1 "@rx ."`,
  ],
  [
    'a tag made of it',
    `SecRule REQUEST_HEADERS:Authorization "@rx (s[e]cr[e]t-t[o]ken)" "id:1,phase:1,pass,capture,msg:'m',tag:'%{TX.1}'"`,
  ],
  ['a header of the response', `SecRule RESPONSE_HEADERS "@rx tok[e]n" "id:1,phase:3,pass,${QUOTE}"`],
])('no report in a record quotes a credential: %s', (_name, rule) => {
  const audit = record(`SecAuditEngine On\nSecAuditLogParts ABFHZ\n${rule}`);
  expect(audit?.messages).toHaveLength(1);
  expect(audit === undefined ? '' : `${JSON.stringify(audit)}${nativeAuditRecord(audit)}`).not.toMatch(/secret|token|cret-tok/i);
});

test('a report of what is no credential is written as it is', () => {
  const audit = record(`SecAuditEngine On\nSecAuditLogParts AHZ\nSecRule ARGS:a "@rx x" "id:1,phase:1,pass,${QUOTE}"`, '/?a=xenophon');
  expect(audit?.messages?.[0]).toMatchObject({ msg: 'm xenophon', data: 'xenophon' });
});

test('ctl:auditLogParts adds and takes away parts', () => {
  const rules = (change: string): string =>
    `SecAuditEngine On\nSecAuditLogParts ABZ\nSecAction "id:1,phase:1,pass,nolog,ctl:auditLogParts=${change}"`;
  expect(record(rules('+C'))?.request.body).toBe('b=--bb82030d-Z--');
  expect(record(rules('-B'))?.request.headers).toBeUndefined();
});

test('no client can forge a section of the native format', () => {
  const audit = record(`SecAuditEngine On\nSecAuditLogParts ABCHZ\n${RULE}`, '/?a=x\n--bb82030d-Z--');
  const sections = audit === undefined ? [] : [...nativeAuditRecord(audit).matchAll(/^--([0-9a-f]{8})-([A-Z])--$/gm)];
  expect(sections.map(([, , part]) => part)).toEqual(['A', 'B', 'C', 'H', 'Z']);
});
