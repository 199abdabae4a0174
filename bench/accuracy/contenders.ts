import { apiRules, createEngine, crsSetupFile, type Engine, loadRules, type RuleSource } from '@airside/seclang';
import type { CoreRuleSet } from '@airside/seclang/testing';

export interface Contender {
  readonly name: string;
  readonly engine: Engine;
}

const LEVELS = [1, 2, 3, 4] as const;

/** Airside's own rules at each paranoia level, and the Core Rule Set at its first level where there is one. */
export function contenders(crs: CoreRuleSet | undefined): { found: Contender[]; missing: string[] } {
  const own = LEVELS.map((paranoiaLevel) => ({
    name: `airside ${paranoiaLevel}`,
    engine: createEngine(loadRules(apiRules({ paranoiaLevel }))),
  }));
  if (crs === undefined) return { found: own, missing: ['the Core Rule Set'] };
  return { found: [...own, { name: `crs ${crs.version} 1`, engine: createEngine(loadRules(coreRuleSet(crs.folder))) }], missing: [] };
}

/** As the project's documentation sets it up: the recommended body processors, the example settings, all rules. */
function coreRuleSet(folder: string): RuleSource[] {
  return [
    {
      name: 'recommended.conf',
      text: String.raw`
SecRuleEngine On
SecRequestBodyAccess On
SecRule REQUEST_HEADERS:Content-Type "^(?:application(?:/soap\+|/)|text/)xml" "id:200000,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=XML"
SecRule REQUEST_HEADERS:Content-Type "^application/json" "id:200001,phase:1,t:none,t:lowercase,pass,nolog,ctl:requestBodyProcessor=JSON"
SecRequestBodyLimit 13107200
SecRequestBodyNoFilesLimit 131072
`,
    },
    { file: crsSetupFile(folder) ?? `${folder}/crs-setup.conf.example` },
    { name: 'rules.conf', text: `Include ${folder}/rules/*.conf` },
  ];
}
