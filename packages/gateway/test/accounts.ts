/** A definition with fields for one direction only, answers with schemas, and headers of answers. */
export const ACCOUNTS = `openapi: 3.1.0
info: { title: Accounts, version: '1' }
paths:
  /accounts:
    get:
      operationId: listAccounts
      parameters: [{ name: limit, in: query, schema: { type: integer } }]
      responses:
        '200':
          description: ok
          headers: { X-Total: { required: true, schema: { type: integer } } }
          content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Account' } } } }
    post:
      operationId: createAccount
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }
      responses:
        '201': { description: created, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }
        4XX: { description: refused }
  /accounts/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get:
      operationId: readAccount
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Account' } } } }
components:
  schemas:
    Account:
      type: object
      required: [id, name, password]
      properties:
        id: { type: integer, readOnly: true }
        name: { type: string }
        password: { type: string, writeOnly: true }
        address: { $ref: '#/components/schemas/Address' }
    Address: { type: object, additionalProperties: false, properties: { city: { type: string } } }
`;
