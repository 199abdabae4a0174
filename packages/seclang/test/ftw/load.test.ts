import { expect, test } from 'vitest';

import { crsTestSources, loadRules } from '../../src/index.ts';
import { crsFolder } from './configuration.ts';

const folder = crsFolder('4.28');

test.skipIf(folder === undefined)('the whole Core Rule Set 4.28 loads: every rule, in its phase, without a warning', () => {
  const ruleSet = loadRules(crsTestSources(folder ?? ''));
  expect(ruleSet.warnings).toEqual([]);
  expect(ruleSet.phases.map(({ length }) => length)).toEqual([0, 176, 294, 43, 109, 13]);
});

/** ModSecurity's recommended configuration, its directives in their order. */
const RECOMMENDED = String.raw`
SecRuleEngine DetectionOnly
SecRequestBodyAccess On
SecRule REQUEST_HEADERS:Content-Type "^(?:application(?:/soap\+|/)|text/)xml" \
     "id:'200000',phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"
SecRequestBodyLimit 13107200
SecRequestBodyNoFilesLimit 131072
SecRequestBodyInMemoryLimit 131072
SecRequestBodyLimitAction Reject
SecRequestBodyJsonDepthLimit 512
SecArgumentsLimit 1000
SecRule &ARGS "@ge 1000" "id:'200007', phase:2,t:none,log,deny,status:400,msg:'Failed to fully parse request body due to large argument count',severity:2"
SecRule MULTIPART_STRICT_ERROR "!@eq 0" \
"id:'200003',phase:2,t:none,log,deny,status:400, \
msg:'Multipart request body failed strict validation: \
PE %{REQBODY_PROCESSOR_ERROR}, \
BQ %{MULTIPART_BOUNDARY_QUOTED}, \
FL %{MULTIPART_FILE_LIMIT_EXCEEDED}'"
SecRule MULTIPART_UNMATCHED_BOUNDARY "@eq 1" "id:'200004',phase:2,t:none,log,deny,msg:'Multipart parser detected a possible unmatched boundary.'"
SecPcreMatchLimit 1000
SecPcreMatchLimitRecursion 1000
SecRule TX:/^MSC_/ "!@streq 0" "id:'200005',phase:2,t:none,deny,msg:'ModSecurity internal error flagged: %{MATCHED_VAR_NAME}'"
SecResponseBodyAccess On
SecResponseBodyMimeType text/plain text/html text/xml
SecResponseBodyLimit 524288
SecResponseBodyLimitAction ProcessPartial
SecTmpDir /tmp/
SecDataDir /tmp/
SecAuditEngine RelevantOnly
SecAuditLogRelevantStatus "^(?:5|4(?!04))"
SecAuditLogParts ABIJDEFHZ
SecAuditLogType Serial
SecAuditLog /var/log/modsec_audit.log
SecArgumentSeparator &
SecCookieFormat 0
SecUnicodeMapFile unicode.mapping 20127
SecStatusEngine On
`;

test('every directive of the recommended configuration is read', () => {
  const { settings, phases } = loadRules([{ text: RECOMMENDED, name: 'modsecurity.conf' }]);
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
  expect(phases.map(({ length }) => length)).toEqual([0, 1, 4, 0, 0, 0]);
});
