import { apiRules, createEngine, crsSetupFile, type Engine, loadRules, type RuleSource } from '@airside/seclang';
import type { CoreRuleSet } from '@airside/seclang/testing';

export interface Contender {
  readonly name: string;
  /** What exactly is set up, in a line. */
  readonly setup: string;
  readonly engine: Engine;
}

const LEVELS = [1, 2, 3, 4] as const;

/** Airside's own rules at each paranoia level, and the Core Rule Set at its first level where there is one. */
export function contenders(crs: CoreRuleSet | undefined): { found: Contender[]; missing: string[] } {
  const own = LEVELS.map((paranoiaLevel) => ({
    name: `airside ${paranoiaLevel}`,
    setup: `apiRules({ paranoiaLevel: ${paranoiaLevel} }): paranoia level ${paranoiaLevel}, refused from a score of 5 on`,
    engine: createEngine(loadRules(apiRules({ paranoiaLevel }))),
  }));
  if (crs === undefined) return { found: own, missing: ['the Core Rule Set'] };
  const core = { name: `crs ${crs.version} 1`, setup: coreSetup(crs.version), engine: createEngine(loadRules(coreRuleSet(crs.folder))) };
  return { found: [...own, core], missing: [] };
}

/** What `coreRuleSet` makes of the rules. */
function coreSetup(version: string): string {
  return (
    `Core Rule Set ${version} on this engine, crs-setup.conf.example unchanged (paranoia level 1, refused from a score of 5 on), ` +
    "ModSecurity's recommended rules 200000 to 200003 (XML and JSON by Content-Type; a body that cannot be read is refused)"
  );
}

/** As the project's documentation sets it up: the rules on bodies that ModSecurity recommends, the example settings, all rules. */
function coreRuleSet(folder: string): RuleSource[] {
  return [
    {
      name: 'recommended.conf',
      text: String.raw`
SecRuleEngine On
SecRequestBodyAccess On
SecRule REQUEST_HEADERS:Content-Type "^(?:application(?:/soap\+|/)|text/)xml" "id:200000,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"
SecRule REQUEST_HEADERS:Content-Type "^application/json" "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRule REQBODY_ERROR "!@eq 0" "id:200002,phase:2,t:none,log,deny,status:400,msg:'The body cannot be read',severity:2"
SecRule MULTIPART_STRICT_ERROR "!@eq 0" "id:200003,phase:2,t:none,log,deny,status:400,msg:'The multipart body is not strict',severity:2"
SecRequestBodyLimit 13107200
SecRequestBodyNoFilesLimit 131072
`,
    },
    { file: crsSetupFile(folder) ?? `${folder}/crs-setup.conf.example` },
    { name: 'rules.conf', text: `Include ${folder}/rules/*.conf` },
  ];
}
