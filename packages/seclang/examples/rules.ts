import { loadRules, type RuleSet } from '@airside/seclang';

const ENGINE = String.raw`
SecRuleEngine On
SecRequestBodyAccess On
SecRequestBodyLimit 1048576
SecRequestBodyNoFilesLimit 1048576
SecRequestBodyJsonDepthLimit 512
SecRule REQUEST_HEADERS:Content-Type "^application/(?:[0-9a-z.-]+\+)?json" \
  "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRule REQUEST_HEADERS:Content-Type "^(?:application/(?:[0-9a-z.-]+\+)?|text/)xml" \
  "id:200000,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"
SecRule REQBODY_ERROR "!@eq 0" "id:200002,phase:2,t:none,log,deny,status:400,msg:'The body cannot be read',severity:2"
SecRule MULTIPART_STRICT_ERROR "!@eq 0" "id:200003,phase:2,t:none,log,deny,status:400,msg:'The parts can be read in two ways',severity:2"
`;

/** The OWASP Core Rule Set 4 in a folder, as its archive unpacks, with the settings and rules it rests on. */
export function coreRuleSet(folder: string): RuleSet {
  return loadRules([
    { text: ENGINE, name: 'engine.conf' },
    { file: `${folder}/crs-setup.conf.example` },
    { text: `Include ${folder}/rules/*.conf`, name: 'main.conf' },
  ]);
}
