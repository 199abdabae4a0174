import type { DataObject } from '../../document/data.ts';

/** Rules of `spectral:oas` about the document as a whole (after @stoplight/spectral-rulesets 1.23, Apache-2.0). */
export const DOCUMENTS_RULES: DataObject = {
  'contact-properties': {
    description: 'Contact object must have "name", "url" and "email".',
    recommended: false,
    given: '$.info.contact',
    then: [
      { field: 'name', function: 'truthy' },
      { field: 'url', function: 'truthy' },
      { field: 'email', function: 'truthy' },
    ],
  },
  'info-contact': {
    description: 'Info object must have "contact" object.',
    given: '$',
    then: { field: 'info.contact', function: 'truthy' },
  },
  'info-description': {
    description: 'Info "description" must be present and non-empty string.',
    given: '$',
    then: { field: 'info.description', function: 'truthy' },
  },
  'info-license': {
    description: 'Info object must have "license" object.',
    recommended: false,
    given: '$',
    then: { field: 'info.license', function: 'truthy' },
  },
  'license-url': {
    description: 'License object must include "url".',
    recommended: false,
    given: '$',
    then: { field: 'info.license.url', function: 'truthy' },
  },
  'no-eval-in-markdown': {
    description: 'Markdown descriptions must not have "eval(".',
    given: '$..[description,title]',
    then: { function: 'pattern', functionOptions: { notMatch: 'eval\\(' } },
  },
  'no-script-tags-in-markdown': {
    description: 'Markdown descriptions must not have "<script>" tags.',
    given: '$..[description,title]',
    then: { function: 'pattern', functionOptions: { notMatch: '<script' } },
  },
  'openapi-tags-alphabetical': {
    description: 'OpenAPI object must have alphabetical "tags".',
    recommended: false,
    given: '$',
    then: { field: 'tags', function: 'alphabetical', functionOptions: { keyedBy: 'name' } },
  },
  'openapi-tags-uniqueness': {
    description: 'Each tag must have a unique name.',
    message: '{{error}}',
    severity: 'error',
    given: '$.tags',
    then: { function: 'uniquenessTags' },
  },
  'openapi-tags': {
    description: 'OpenAPI object must have non-empty "tags" array.',
    recommended: false,
    given: '$',
    then: { field: 'tags', function: 'schema', functionOptions: { dialect: 'draft7', schema: { type: 'array', minItems: 1 } } },
  },
  'tag-description': {
    description: 'Tag object must have "description".',
    recommended: false,
    given: '$.tags[*]',
    then: { field: 'description', function: 'truthy' },
  },
};
