import type { GeneratedDefinition } from '../generated.ts';
import { kebab, pascal, resources, snake } from '../vocabulary.ts';

/** YAML written by hand, with what YAML offers against repetition. */
export const anchors: GeneratedDefinition = {
  name: 'anchors',
  about: '3.0, YAML with anchors, aliases, merge keys, folded texts, comments and quoted keys; unquoted values that look like others',
  files: () => ({
    'openapi.yml': [
      HEAD,
      ...resources(20).map(({ singular, plural }) => paths(kebab(plural), pascal(singular), snake(singular))),
      TAIL,
    ].join(''),
  }),
};

const HEAD = `%YAML 1.2
---
# What every operation shares
x-templates:
  parameters: &id { name: id, in: path, required: true, schema: &uuid { type: string, format: uuid } }
  errors: &errors
    '400': &bad_request
      description: >-
        The request is not
        what it should be.
      content: &problem
        application/problem+json: { schema: { $ref: '#/components/schemas/Problem' } }
    '404': { <<: *bad_request, description: "There is none: \\u201Cgone\\u201D" }
  operation: &operation
    security: [ { key: [] }, {} ]
openapi: 3.0.3
info: { title: By hand, version: 1.10.0, x-released: 2026-02-29, x-answer: no }
paths:
`;

function paths(path: string, name: string, tag: string): string {
  return `  /${path}:
    get:
      <<: *operation
      tags: [ &${tag} ${tag} ]
      operationId: list${name}
      parameters:
        - name: on
          in: query
          schema: { type: string, enum: [ yes, no, "true", '1', ~ ], nullable: true }
      responses:
        <<: *errors
        '200':
          description: |
            A list,
              indented.
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Item' } } } }
    post: &create_${tag}
      <<: [ *operation, { deprecated: false } ]
      tags: [ *${tag} ]
      operationId: create${name}
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Item" } } } }
      responses: { <<: *errors, '201': { description: Made, content: *problem } }
  '/${path}/{id}':
    parameters: [ *id ]
    get: { <<: *operation, tags: [ *${tag} ], operationId: get${name}, responses: *errors }
    put:
      <<: *create_${tag}
      operationId: replace${name}
    delete: { <<: *operation, tags: [ *${tag} ], operationId: delete${name}, responses: { '204': { description: Gone } } }
`;
}

const TAIL = `components:
  securitySchemes: { key: { type: apiKey, in: header, name: X-Key } }
  schemas:
    Problem: { type: object, properties: { title: { type: string, example: off } } }
    Item:
      type: object
      required: [ id ]
      properties: { id: *uuid, note: { type: string, maxLength: 0x10 }, count: { type: integer, minimum: 0o7, exclusiveMinimum: true } }
`;
