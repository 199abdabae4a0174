import type { DataObject } from '../../document/data.ts';

/** Rules of `spectral:oas` about schemas and references of every version (after @stoplight/spectral-rulesets 1.23, Apache-2.0). */
export const SCHEMAS_RULES: DataObject = {
  'duplicated-entry-in-enum': {
    description: 'Enum values must not have duplicate entry.',
    severity: 'warn',
    message: '{{error}}',
    given: ["$..[?(@property !== 'properties' && @ != null && @.enum && @.enum.constructor.name === 'Array')]"],
    then: { field: 'enum', function: 'oasSchema', functionOptions: { schema: { type: 'array', uniqueItems: true } } },
  },
  'no-$ref-siblings': {
    formats: ['oas2', 'oas3_0'],
    description: 'Property must not be placed among $ref',
    message: '{{error}}',
    severity: 'error',
    resolved: false,
    given: "$..[?(@property === '$ref')]",
    then: { function: 'refSiblings' },
  },
  'array-items': {
    message: 'Schemas with "type: array", require a sibling "items" field',
    severity: 'error',
    resolved: false,
    given: '#ArrayProperties',
    then: { function: 'truthy', field: 'items' },
  },
  'typed-enum': {
    description: 'Enum values must respect the specified type.',
    message: '{{error}}',
    given: '$..[?(@ && @.enum && @.type)]',
    then: { function: 'typedEnum' },
  },
};
