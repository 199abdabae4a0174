import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { createEngine, loadRules } from '../../src/index.ts';
import { type Exchange, run } from '../engine/exchange.ts';

/** Every directive of ModSecurity 3's recommended configuration with its value, and rules of our own of the same kind. */
const EQUIVALENT = String.raw`
SecRuleEngine DetectionOnly
SecRequestBodyAccess On
SecRule REQUEST_HEADERS:Content-Type "^(?:application(?:/soap\+|/)|text/)xml" \
    "id:'200000',phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"
SecRule REQUEST_HEADERS:Content-Type "^application/json" \
    "id:'200001',phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRequestBodyLimit 13107200
SecRequestBodyNoFilesLimit 131072
SecRequestBodyInMemoryLimit 131072
SecRequestBodyLimitAction Reject
SecRequestBodyJsonDepthLimit 512
SecArgumentsLimit 1000
SecRule &ARGS "@ge 1000" "id:'200007', phase:2,t:none,log,deny,status:400,msg:'Too many arguments',severity:2"
SecRule REQBODY_ERROR "!@eq 0" \
"id:'200002', phase:2,t:none,log,deny,status:400,msg:'The body is unreadable.',logdata:'%{reqbody_error_msg}',severity:2"
SecRule MULTIPART_STRICT_ERROR "!@eq 0" \
"id:'200003',phase:2,t:none,log,deny,status:400, \
msg:'Not strictly multipart: \
error %{REQBODY_PROCESSOR_ERROR}, \
quoted %{MULTIPART_BOUNDARY_QUOTED}, \
files %{MULTIPART_FILE_LIMIT_EXCEEDED}'"
SecRule MULTIPART_UNMATCHED_BOUNDARY "@eq 1" "id:'200004',phase:2,t:none,log,deny,msg:'Another boundary, it seems.'"
SecPcreMatchLimit 1000
SecPcreMatchLimitRecursion 1000
SecRule TX:/^MSC_/ "!@streq 0" "id:'200005',phase:2,t:none,deny,msg:'The engine flagged %{MATCHED_VAR_NAME}'"
SecResponseBodyAccess On
SecResponseBodyMimeType text/plain text/html text/xml
SecResponseBodyLimit 524288
SecResponseBodyLimitAction ProcessPartial
SecTmpDir /tmp/
SecDataDir /tmp/
#SecUploadDir /opt/modsecurity/var/upload/
SecUploadKeepFiles RelevantOnly
SecUploadFileMode 0600
SecDebugLog /opt/modsecurity/var/log/debug.log
SecDebugLogLevel 3
SecAuditEngine RelevantOnly
SecAuditLogRelevantStatus "^(?:5|4(?!04))"
SecAuditLogParts ABIJDEFHZ
SecAuditLogType Serial
SecAuditLog /var/log/modsec_audit.log
SecAuditLogStorageDir /opt/modsecurity/var/audit/
SecArgumentSeparator &
SecCookieFormat 0
SecUnicodeMapFile unicode.mapping 20127
SecStatusEngine On
`;

/** The files themselves, which are not ours to publish: as distributions install them, or where the environment says. */
const FOLDERS = [process.env['AIRSIDE_MODSECURITY'], '/etc/modsecurity', '/usr/share/modsecurity', '/etc/nginx/modsecurity'];
const REAL = FOLDERS.flatMap((folder) => (folder === undefined ? [] : [join(folder, 'modsecurity.conf-recommended')])).find((file) =>
  existsSync(file),
);
if (REAL === undefined) {
  process.emitWarning(
    'modsecurity.conf-recommended is not on this machine: its test is skipped; name the folder that holds it in AIRSIDE_MODSECURITY',
  );
}

test('every directive of the recommended configuration is read, and its settings hold', () => {
  const { settings, phases, warnings } = loadRules([{ text: EQUIVALENT, name: 'modsecurity.conf' }]);
  expect(settings).toMatchObject({
    engine: 'DetectionOnly',
    requestBodyLimitBytes: 13_107_200,
    requestBodyNoFilesLimitBytes: 131_072,
    requestBodyJsonDepthLimit: 512,
    argumentsLimit: 1000,
    responseBodyLimitAction: 'ProcessPartial',
    audit: 'RelevantOnly',
    auditParts: 'ABIJDEFHZ',
  });
  expect([settings.auditRelevantStatus[500], settings.auditRelevantStatus[403], settings.auditRelevantStatus[404]]).toEqual([1, 1, 0]);
  expect(phases.map(({ length }) => length)).toEqual([0, 2, 5, 0, 0, 0]);
  expect(warnings).toEqual([]);
});

const JSON_TYPE = { 'Content-Type': 'application/json' };
const multipart = (parts: number): string =>
  `${Array.from({ length: parts }, (_, index) => `--B\r\nContent-Disposition: form-data; name="f${index}"; filename="f"\r\n\r\nx\r\n`).join('')}--B--\r\n`;

const REFUSED: Readonly<Record<string, readonly [number, Exchange]>> = {
  'JSON that cannot be read': [200002, { headers: JSON_TYPE, body: '{"a":' }],
  'JSON nested deeper than 512': [200002, { headers: JSON_TYPE, body: `${'['.repeat(513)}${']'.repeat(513)}` }],
  'XML that cannot be read': [200002, { headers: { 'Content-Type': 'text/xml' }, body: '<a>' }],
  'a thousand arguments': [200007, { uri: `/?${'a=1&'.repeat(999)}a=1` }],
  'more than a thousand arguments': [200007, { uri: `/?${'a=1&'.repeat(1000)}a=1` }],
  'arguments in query and body': [200007, { uri: `/?${'a=1&'.repeat(600)}`, headers: JSON_TYPE, body: JSON.stringify(Array(500).fill(1)) }],
  'multipart with data before it': [
    200003,
    { headers: { 'Content-Type': 'multipart/form-data; boundary=B' }, body: `x\r\n${multipart(1)}` },
  ],
  'more than 100 files': [200003, { headers: { 'Content-Type': 'multipart/form-data; boundary=B' }, body: multipart(101) }],
};

const TEXTS: readonly (readonly [name: string, text: string, file: string])[] = [
  ['the equivalent', EQUIVALENT, 'modsecurity.conf'],
  ...(REAL === undefined ? [] : [['the real file', readFileSync(REAL, 'latin1'), REAL] as const]),
];

describe.each(TEXTS)('with %s', (_name, text, name) => {
  const engine = createEngine(
    loadRules([
      { text, name },
      { text: 'SecRuleEngine On', name: 'on.conf' },
    ]),
  );

  test.each(Object.entries(REFUSED))('%s is refused', (_case, [id, exchange]) => {
    expect(run(engine, exchange).interruption).toMatchObject({ ruleId: id, status: 400 });
  });

  test('honest requests pass', () => {
    expect(run(engine, { uri: '/?a=1' }).interruption).toBeUndefined();
    expect(run(engine, { headers: JSON_TYPE, body: `${'['.repeat(512)}${']'.repeat(512)}` }).interruption).toBeUndefined();
    expect(
      run(engine, { headers: { 'Content-Type': 'multipart/form-data; boundary=B' }, body: multipart(100) }).interruption,
    ).toBeUndefined();
  });
});
