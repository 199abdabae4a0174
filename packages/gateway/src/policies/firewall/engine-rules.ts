import type { RuleSource } from '@airside/seclang';

const JSON_DEPTH = 512;
const MOST_ARGUMENTS = 1000;
/** The largest that options may ask for. */
export const LARGEST_BODY = 2 ** 28;

/**
 * What the rules rest on, as in ModSecurity's recommended configuration (its ids are kept): which parser reads a body, and that a body which
 * cannot be read is refused. One that was cut off at the limit cannot be read to its end, and is inspected as far as it goes. JSON lines and
 * sequences (`application/jsonl`, `application/json-seq`) are no JSON.
 */
export const BODY_RULES: RuleSource = {
  name: 'airside/body-rules.conf',
  text: String.raw`
SecRule REQUEST_HEADERS:Content-Type "^(?:application/(?:[0-9a-z.-]+\+)?|text/)xml" \
  "id:200000,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"
SecRule REQUEST_HEADERS:Content-Type "^application/(?:[0-9a-z.-]+\+)?json(?:$|[^0-9a-z.+-])" \
  "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRule REQBODY_ERROR "!@eq 0" \
  "id:200002,phase:2,t:none,log,deny,status:400,msg:'The body cannot be read as its Content-Type says',severity:2,chain"
  SecRule INBOUND_DATA_ERROR "@eq 0" "t:none"
SecRule MULTIPART_STRICT_ERROR "!@eq 0" \
  "id:200003,phase:2,t:none,log,deny,status:400,msg:'The multipart body can be read in more than one way',severity:2,chain"
  SecRule INBOUND_DATA_ERROR "@eq 0" "t:none"
`,
};

/**
 * Airside's own rules count a body that cannot be read against the request, also one that was cut off at the limit: that one must not be held
 * against it.
 */
export const CUT_OFF_RULES: RuleSource = {
  name: 'airside/cut-off-rules.conf',
  text: 'SecRule INBOUND_DATA_ERROR "@eq 1" "id:199997,phase:2,pass,nolog,t:none,ctl:ruleRemoveById=101020"\n',
};

/** Variables of `TX` in which a transaction brings along the options of its API, so that APIs which differ in these share the rules. */
export const PARANOIA_VARIABLE = 'airside_paranoia';
export const THRESHOLD_VARIABLE = 'airside_threshold';

/** Sets what rules call paranoia level and threshold: Airside's own, and the Core Rule Set in versions 4 and 3.3. */
export const LEVEL_RULES: RuleSource = {
  name: 'airside/level-rules.conf',
  text: [
    setFrom(199_998, PARANOIA_VARIABLE, [
      'api_paranoia_level',
      'blocking_paranoia_level',
      'detection_paranoia_level',
      'paranoia_level',
      'executing_paranoia_level',
    ]),
    setFrom(199_999, THRESHOLD_VARIABLE, ['api_inbound_threshold', 'inbound_anomaly_score_threshold']),
  ].join(''),
};

/**
 * Settings of the engine. They stand last, so that no rule file turns off what the options of the policy say. How much of a body is looked at,
 * and whether responses are, differs from API to API and is told with each transaction.
 */
export const ENGINE_SETTINGS: RuleSource = {
  name: 'airside/engine-settings.conf',
  text: `SecRuleEngine On
SecRequestBodyAccess On
SecRequestBodyLimit ${LARGEST_BODY}
SecRequestBodyNoFilesLimit ${LARGEST_BODY}
SecRequestBodyLimitAction ProcessPartial
SecRequestBodyJsonDepthLimit ${JSON_DEPTH}
SecArgumentsLimit ${MOST_ARGUMENTS}
SecResponseBodyAccess Off
SecResponseBodyLimit ${LARGEST_BODY}
SecResponseBodyLimitAction ProcessPartial
SecAuditEngine Off
`,
};

function setFrom(id: number, variable: string, names: readonly string[]): string {
  const settings = names.map((name) => `setvar:tx.${name}=%{tx.${variable}}`);
  return `SecRule &TX:${variable} "@eq 1" "${[`id:${id}`, 'phase:1', 'pass', 'nolog', 't:none', ...settings].join(',')}"\n`;
}
