import { loadRules, type RuleSet } from '../../src/index.ts';

const RULES = `
SecRuleEngine On
SecRequestBodyAccess On
SecResponseBodyAccess On
SecRequestBodyLimitAction Reject
SecRule REQUEST_HEADERS:Content-Type "^application/json" "id:10,phase:1,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRule REQUEST_URI "@contains evil-head" "id:11,phase:1,deny,status:403,msg:'Evil in the target'"
SecRule REQUEST_URI "@contains drop-me" "id:12,phase:1,drop"
SecRule ARGS_GET:to "@unconditionalMatch" "id:13,phase:1,redirect:'https://example.com/%{ARGS_GET.to}'"
SecRule ARGS|FILES_TMP_CONTENT|REQUEST_BODY "@contains evil" "id:20,phase:2,deny,status:403,msg:'Evil in the body'"
SecRule REQBODY_ERROR "@eq 1" "id:21,phase:2,deny,status:400"
SecRule INBOUND_DATA_ERROR "@eq 1" "id:22,phase:2,pass,log,msg:'A part of the body'"
SecRule RESPONSE_HEADERS:X-Secret "@unconditionalMatch" "id:30,phase:3,deny,status:502"
SecRule RESPONSE_STATUS "@eq 418" "id:31,phase:4,deny,status:503"
SecRule RESPONSE_BODY "@contains leak" "id:40,phase:4,deny,status:500"
`;

/** Rules for the tests of the adapters, with more of them behind. */
export function testRules(more = ''): RuleSet {
  return loadRules([{ text: `${RULES}\n${more}`, name: 'test.conf' }]);
}
