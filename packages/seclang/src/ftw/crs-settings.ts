import { crsSetupFile } from '../crs-setup.ts';
import type { RuleSource } from '../language/source.ts';

/** The sources of a rule set for the Core Rule Set's own tests: a folder of it, with the settings that its own CI uses. */
export function crsTestSources(folder: string): RuleSource[] {
  return [
    { text: RECOMMENDED, name: 'recommended.conf' },
    { file: crsSetupFile(folder) ?? `${folder}/crs-setup.conf.example` },
    {
      text: 'SecDefaultAction "phase:3,log,auditlog,pass"\nSecDefaultAction "phase:4,log,auditlog,pass"\nSecDefaultAction "phase:5,log,auditlog,pass"',
      name: 'defaults.conf',
    },
    { text: TEST_SETTINGS, name: 'test-settings.conf' },
    { text: `Include ${folder}/rules/*.conf`, name: 'rules.conf' },
  ];
}

/** ModSecurity's recommended rules, as far as the tests of the Core Rule Set rest on them. */
const RECOMMENDED = String.raw`
SecRuleEngine DetectionOnly
SecRequestBodyAccess On
SecRule REQUEST_HEADERS:Content-Type "^(?:application(?:/soap\+|/)|text/)xml" "id:200000,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"
SecRule REQUEST_HEADERS:Content-Type "^application/json" "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRequestBodyLimit 13107200
SecRequestBodyNoFilesLimit 131072
SecRequestBodyLimitAction Reject
SecRequestBodyJsonDepthLimit 512
SecArgumentsLimit 1000
SecRule REQBODY_ERROR "!@eq 0" "id:200002,phase:2,t:none,log,deny,status:400,msg:'Failed to parse request body.',logdata:'%{reqbody_error_msg}',severity:2"
SecRule MULTIPART_STRICT_ERROR "!@eq 0" "id:200003,phase:2,t:none,log,deny,status:400,msg:'Multipart request body failed strict validation.'"
SecResponseBodyAccess On
SecResponseBodyMimeType text/plain text/html text/xml application/json
SecResponseBodyLimit 1048576
SecResponseBodyLimitAction ProcessPartial
`;

/** What the Core Rule Set's own tests set before its rules, by the names of versions 4 and 3.3. */
const TEST_SETTINGS = `
SecAction "id:900005,phase:1,nolog,pass,ctl:ruleEngine=DetectionOnly,ctl:ruleRemoveById=910000,\\
  setvar:tx.blocking_paranoia_level=4,\\
  setvar:tx.paranoia_level=4,\\
  setvar:tx.crs_validate_utf8_encoding=1,\\
  setvar:tx.arg_name_length=100,\\
  setvar:tx.arg_length=400,\\
  setvar:tx.total_arg_length=6400,\\
  setvar:tx.max_num_args=255,\\
  setvar:tx.max_file_size=64100,\\
  setvar:tx.combined_file_sizes=65535"
`;
