import { consumerYaml, KEY_SHA256 } from './house.ts';

/** A small definition with scopes, parameters and a body. */
export const ORDERS = `openapi: 3.1.0
info: { title: Orders, version: '1' }
servers: [{ url: / }]
security: [{ key: [] }]
paths:
  /orders:
    get:
      operationId: listOrders
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } }
      responses: { '200': { description: ok } }
    post:
      operationId: createOrder
      security: [{ oauth: [orders:write] }]
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [items]
              additionalProperties: false
              properties:
                items:
                  type: array
                  minItems: 1
                  items:
                    type: object
                    required: [sku, quantity]
                    additionalProperties: false
                    properties: { sku: { type: string, pattern: '^[A-Z]{3}-[0-9]+$' }, quantity: { type: integer, minimum: 1 } }
      responses: { '201': { description: created } }
  /orders/{orderId}:
    get:
      operationId: getOrder
      parameters: [{ name: orderId, in: path, required: true, schema: { type: string, maxLength: 20 } }]
      responses: { '200': { description: ok } }
  /files:
    put:
      operationId: putFile
      requestBody: { content: { application/octet-stream: {} } }
      responses: { '204': { description: ok } }
  /open:
    get:
      operationId: open
      security: []
      responses: { '200': { description: ok } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Api-Key }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: { 'orders:write': write } } } }
`;

/** The orders API before an upstream, with a consumer that has the test key; `api` and `policies` are YAML flow mappings' content. */
export function ordersYaml(upstream: string, { policies = '', api = '', scopes = [] as readonly string[] } = {}): string {
  return `${consumerYaml(KEY_SHA256, scopes)}apis: { orders: { upstreams: ['${upstream}'], definition: orders.yaml, ${api} policies: { ${policies} } } }\n`;
}
