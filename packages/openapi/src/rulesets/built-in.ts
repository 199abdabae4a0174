import { isPlainObject } from '../lint/document/data.ts';
import type { RuleFunction } from '../lint/functions/rule-function.ts';
import { oasDocumentSchema } from '../lint/oas/functions/document-schema.ts';
import { builtIn, type RulesetDefinition } from '../lint/ruleset/definition.ts';
import { RULE_FUNCTIONS } from './functions/index.ts';
import { ruleSetFile } from './rule-set-file.ts';

/**
 * The rule sets that come with Airside, by the names under which they are asked for and extended. The npm package of the OWASP rule set is
 * JavaScript, which is not run; whoever extends it gets ours, which has its ids and gives its verdicts.
 */
export const AIRSIDE_RULE_SETS: ReadonlyMap<string, () => RulesetDefinition> = new Map(
  Object.entries({
    'airside:recommended': 'recommended.yaml',
    'airside:style-guide': 'style-guide.yaml',
    'airside:owasp-api': 'owasp-api.yaml',
    '@stoplight/spectral-owasp-ruleset': 'owasp-api.yaml',
  }).map(([name, file]) => [name, () => definitionOf(name, file)]),
);

function definitionOf(name: string, file: string): RulesetDefinition {
  const data = ruleSetFile(file);
  if (!isPlainObject(data)) throw new Error(`${file} is no rule set`);
  const extended = Array.isArray(data['extends']) ? data['extends'].filter((inner) => typeof inner === 'string') : [];
  return {
    ...builtIn(name, data, FUNCTIONS),
    extends: extended.map((inner) => ({ definition: definitionOf(name, inner), severity: undefined })),
  };
}

const FUNCTIONS: readonly RuleFunction[] = [
  oasDocumentSchema,
  ...Object.entries(RULE_FUNCTIONS).map(
    ([name, run]): RuleFunction => ({ name, compile: (options) => ({ run: (value) => run(value, options), dependsOnValueOnly: false }) }),
  ),
];
