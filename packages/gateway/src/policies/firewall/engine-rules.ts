import type { RuleSource } from '@airside/seclang';

const JSON_DEPTH = 512;
const MOST_ARGUMENTS = 1000;

/**
 * What the rules rest on, as in ModSecurity's recommended configuration (its ids are kept): which parser reads a body, and that a body which
 * cannot be read is refused. One that was cut off at the limit cannot be read to its end, and is inspected as far as it goes.
 */
export const BODY_RULES: RuleSource = {
  name: 'airside/body-rules.conf',
  text: String.raw`
SecRule REQUEST_HEADERS:Content-Type "^(?:application/(?:[0-9a-z.-]+\+)?|text/)xml" \
  "id:200000,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"
SecRule REQUEST_HEADERS:Content-Type "^application/(?:[0-9a-z.-]+\+)?json" \
  "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRule REQBODY_ERROR "!@eq 0" \
  "id:200002,phase:2,t:none,log,deny,status:400,msg:'The body cannot be read as its Content-Type says',severity:2,chain"
  SecRule INBOUND_DATA_ERROR "@eq 0" "t:none"
SecRule MULTIPART_STRICT_ERROR "!@eq 0" \
  "id:200003,phase:2,t:none,log,deny,status:400,msg:'The multipart body can be read in more than one way',severity:2,chain"
  SecRule INBOUND_DATA_ERROR "@eq 0" "t:none"
`,
};

/** Settings of the engine. They stand last, so that no rule file turns off what the options of the policy say. */
export function engineSettings(maxInspectedBodyBytes: number): RuleSource {
  return {
    name: 'airside/engine-settings.conf',
    text: `SecRuleEngine On
SecRequestBodyAccess On
SecRequestBodyLimit ${maxInspectedBodyBytes}
SecRequestBodyNoFilesLimit ${maxInspectedBodyBytes}
SecRequestBodyLimitAction ProcessPartial
SecRequestBodyJsonDepthLimit ${JSON_DEPTH}
SecArgumentsLimit ${MOST_ARGUMENTS}
SecResponseBodyAccess Off
`,
  };
}
