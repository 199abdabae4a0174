import type { DataObject } from '../document/data.ts';
import { builtIn, type RulesetDefinition } from '../ruleset/definition.ts';
import { OAS_FUNCTIONS } from './functions/index.ts';
import { DOCUMENTS_RULES } from './rules/documents.ts';
import { OAS2_RULES } from './rules/oas2.ts';
import { OAS3_RULES } from './rules/oas3.ts';
import { OPERATIONS_RULES } from './rules/operations.ts';
import { SCHEMAS_RULES } from './rules/schemas.ts';

const ARRAY_BY_TEXT = '$..[?(@ && @.type=="array")]';
const ARRAY_BY_LIST = '$..[?(@ && @.type && @.type.constructor.name === "Array" && @.type.includes("array"))]';

const ALIASES: DataObject = {
  PathItem: ['$.paths[*]'],
  OperationObject: ['#PathItem[get,put,post,delete,options,head,patch,trace]'],
  SecurityRequirementObject: ['$.security[*]', '#OperationObject.security[*]'],
  ResponseObject: {
    targets: [
      { formats: ['oas2'], given: ['#OperationObject.responses[*]', '$.responses[*]'] },
      { formats: ['oas3'], given: ['#OperationObject.responses[*]', '$.components.responses[*]'] },
    ],
  },
  LinkObject: { targets: [{ formats: ['oas3'], given: ['$.components.links[*]', '#ResponseObject.links[*]'] }] },
  ArrayProperties: {
    targets: [
      { formats: ['oas2', 'oas3_0'], given: [ARRAY_BY_TEXT] },
      { formats: ['oas3_1', 'oas3_2'], given: [ARRAY_BY_TEXT, ARRAY_BY_LIST] },
    ],
  },
};

/** `spectral:oas`: the rules that Spectral brings for OpenAPI 2.0, 3.0, 3.1 and 3.2, with its verdicts and messages. */
export function oasRuleset(): RulesetDefinition {
  const data: DataObject = {
    documentationUrl: 'https://meta.stoplight.io/docs/spectral/docs/reference/openapi-rules.md',
    formats: ['oas2', 'oas3', 'oas3_0', 'oas3_1', 'oas3_2'],
    aliases: ALIASES,
    rules: { ...OPERATIONS_RULES, ...DOCUMENTS_RULES, ...SCHEMAS_RULES, ...OAS2_RULES, ...OAS3_RULES },
  };
  return builtIn('spectral:oas', data, OAS_FUNCTIONS);
}
