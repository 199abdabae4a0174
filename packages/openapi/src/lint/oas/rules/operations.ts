import type { DataObject } from '../../document/data.ts';

/** Rules of `spectral:oas` about operations and paths (after @stoplight/spectral-rulesets 1.23, Apache-2.0). */
export const OPERATIONS_RULES: DataObject = {
  'operation-success-response': {
    description: 'Operation must have at least one "2xx" or "3xx" response.',
    given: '#OperationObject',
    then: { field: 'responses', function: 'oasOpSuccessResponse' },
  },
  'operation-operationId-unique': {
    description: 'Every operation must have unique "operationId".',
    severity: 'error',
    given: '$.paths',
    then: { function: 'oasOpIdUnique' },
  },
  'operation-parameters': {
    description: 'Operation parameters are unique and non-repeating.',
    message: '{{error}}',
    given: '#OperationObject.parameters',
    then: { function: 'oasOpParams' },
  },
  'operation-tag-defined': {
    description: 'Operation tags must be defined in global tags.',
    given: '$',
    then: { function: 'oasTagDefined' },
  },
  'path-params': {
    description: 'Path parameters must be defined and valid.',
    message: '{{error}}',
    severity: 'error',
    given: '$.paths',
    then: { function: 'oasPathParam' },
  },
  'operation-description': {
    description: 'Operation "description" must be present and non-empty string.',
    given: '#OperationObject',
    then: { field: 'description', function: 'truthy' },
  },
  'operation-operationId': {
    description: 'Operation must have "operationId".',
    given: '#OperationObject',
    then: { field: 'operationId', function: 'truthy' },
  },
  'operation-operationId-valid-in-url': {
    message: 'operationId must not contain characters that are invalid when used in URL.',
    given: '#OperationObject',
    then: { field: 'operationId', function: 'pattern', functionOptions: { match: "^[A-Za-z0-9-._~:/?#\\[\\]@!\\$&'()*+,;=]*$" } },
  },
  'operation-singular-tag': {
    description: 'Operation must not have more than a single tag.',
    recommended: false,
    given: '#OperationObject',
    then: { field: 'tags', function: 'length', functionOptions: { max: 1 } },
  },
  'operation-tags': {
    description: 'Operation must have non-empty "tags" array.',
    given: '#OperationObject',
    then: { field: 'tags', function: 'schema', functionOptions: { dialect: 'draft7', schema: { type: 'array', minItems: 1 } } },
  },
  'path-declarations-must-exist': {
    message: 'Path parameter declarations must not be empty, ex."/given/{}" is invalid.',
    given: '$.paths',
    then: { field: '@key', function: 'pattern', functionOptions: { notMatch: '{}' } },
  },
  'path-keys-no-trailing-slash': {
    message: 'Path must not end with slash.',
    given: '$.paths',
    then: { field: '@key', function: 'pattern', functionOptions: { notMatch: '.+\\/$' } },
  },
  'path-not-include-query': {
    description: 'Path must not include query string.',
    given: '$.paths',
    then: { field: '@key', function: 'pattern', functionOptions: { notMatch: '\\?' } },
  },
};
