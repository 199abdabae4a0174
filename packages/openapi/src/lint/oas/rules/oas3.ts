import type { DataObject } from '../../document/data.ts';

/** Rules of `spectral:oas` for OpenAPI 3 (after @stoplight/spectral-rulesets 1.23, Apache-2.0). */
export const OAS3_RULES: DataObject = {
  'oas3-api-servers': {
    description: 'OpenAPI "servers" must be present and non-empty array.',
    formats: ['oas3'],
    given: '$',
    then: {
      field: 'servers',
      function: 'schema',
      functionOptions: { dialect: 'draft7', schema: { items: { type: 'object' }, minItems: 1, type: 'array' } },
    },
  },
  'oas3-examples-value-or-externalValue': {
    description: 'Examples must have either "value" or "externalValue" field.',
    formats: ['oas3'],
    given: [
      '$.components.examples[*]',
      '$.paths[*][*]..content[*].examples[*]',
      '$.paths[*][*]..parameters[*].examples[*]',
      '$.components.parameters[*].examples[*]',
      '$.paths[*][*]..headers[*].examples[*]',
      '$.components.headers[*].examples[*]',
    ],
    then: { function: 'xor', functionOptions: { properties: ['externalValue', 'value'] } },
  },
  'oas3-operation-security-defined': {
    description: 'Operation "security" values must match a scheme defined in the "components.securitySchemes" object.',
    message: '{{error}}',
    formats: ['oas3'],
    given: '#SecurityRequirementObject',
    then: { function: 'oasSecurityDefined', functionOptions: { oasVersion: 3 } },
  },
  'oas3-parameter-description': {
    description: 'Parameter objects must have "description".',
    recommended: false,
    formats: ['oas3'],
    given: ['#PathItem.parameters[?(@ && @.in)]', '#OperationObject.parameters[?(@ && @.in)]', '$.components.parameters[?(@ && @.in)]'],
    then: { field: 'description', function: 'truthy' },
  },
  'oas3-server-not-example.com': {
    description: 'Server URL must not point at example.com.',
    recommended: false,
    formats: ['oas3'],
    given: '$.servers[*].url',
    then: { function: 'pattern', functionOptions: { notMatch: 'example\\.com' } },
  },
  'oas3-server-trailing-slash': {
    description: 'Server URL must not have trailing slash.',
    formats: ['oas3'],
    given: '$.servers[*].url',
    then: { function: 'pattern', functionOptions: { notMatch: './$' } },
  },
  'oas3-unused-component': {
    message: 'Potentially unused component has been detected.',
    formats: ['oas3'],
    resolved: false,
    given: '$',
    then: { function: 'oasUnusedComponent' },
  },
  'oas3-server-variables': {
    description: 'Server variables must be defined and valid and there must be no unused variables.',
    message: '{{error}}',
    severity: 'error',
    given: ['$.servers[*]', '#PathItem.servers[*]', '#OperationObject.servers[*]', '#LinkObject.server'],
    then: { function: 'serverVariables', functionOptions: { checkSubstitutions: true, requireDefault: true } },
  },
  'oas3-callbacks-in-callbacks': {
    message: 'Callbacks should not be defined within a callback',
    formats: ['oas3'],
    given: ['#OperationObject.callbacks[*][*][*].callbacks'],
    then: { function: 'undefined' },
  },
  'oas3_1-servers-in-webhook': {
    message: 'Servers should not be defined in a webhook.',
    formats: ['oas3_1', 'oas3_2'],
    given: ['$.webhooks.servers', '$.webhooks[*][*].servers'],
    then: { function: 'undefined' },
  },
  'oas3_1-callbacks-in-webhook': {
    message: 'Callbacks should not be defined in a webhook.',
    formats: ['oas3_1', 'oas3_2'],
    given: ['$.webhooks[*][*].callbacks'],
    then: { function: 'undefined' },
  },
  'oas3_2-no-deprecated-xml-attribute': {
    message: '"xml.attribute" is deprecated in OAS 3.2; use "xml.nodeType: attribute" instead.',
    formats: ['oas3_2'],
    given: ['$..[?(@ && @.xml)].xml'],
    then: {
      function: 'schema',
      functionOptions: { schema: { not: { properties: { attribute: { const: true } }, required: ['attribute'] } } },
    },
  },
};
