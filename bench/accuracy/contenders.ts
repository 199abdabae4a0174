import { existsSync } from 'node:fs';

import { apiRules, createEngine, type Engine, loadRules, type RuleSource } from '@airside/seclang';

export interface Contender {
  readonly name: string;
  readonly engine: Engine;
}

const LEVELS = [1, 2, 3, 4] as const;

/** Airside's own rules at each paranoia level, and the Core Rule Set at its first level where a folder holds it. */
export function contenders(crsFolder: string): { found: Contender[]; missing: string[] } {
  const own = LEVELS.map((paranoiaLevel) => ({
    name: `airside ${paranoiaLevel}`,
    engine: createEngine(loadRules(apiRules({ paranoiaLevel }))),
  }));
  if (!existsSync(`${crsFolder}/rules`)) return { found: own, missing: [crsFolder] };
  return { found: [...own, { name: 'crs 1', engine: createEngine(loadRules(coreRuleSet(crsFolder))) }], missing: [] };
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
    { file: `${folder}/crs-setup.conf.example` },
    { name: 'rules.conf', text: `Include ${folder}/rules/*.conf` },
  ];
}
