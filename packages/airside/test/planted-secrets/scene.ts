import { connect } from 'node:net';

import { ISSUER, type Planted } from './credentials.ts';

/** Every value is quoted in the audit log, which is the worst that rules can ask for. */
const RULES = `SecAction "id:1,phase:1,pass,nolog,auditlog"
SecRule ARGS|ARGS_NAMES|REQUEST_HEADERS|REQUEST_COOKIES|REQUEST_URI|REQUEST_LINE|REQUEST_BODY|QUERY_STRING "@unconditionalMatch" \\
  "id:2,phase:2,pass,log,auditlog,msg:'saw %{MATCHED_VAR}',logdata:'%{MATCHED_VAR_NAME}=%{MATCHED_VAR}'"
SecRule ARGS "@streq evil" "id:3,phase:2,deny,status:403,log,auditlog,msg:'evil'"
`;

const DEFINITION = `openapi: 3.1.0
info: { title: Orders, version: '1' }
paths:
  /orders:
    post:
      operationId: createOrder
      requestBody: { content: { application/json: {}, application/x-www-form-urlencoded: {} } }
      responses: { '200': { description: ok } }
  /orders/{id}:
    get:
      operationId: getOrder
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: limit, in: query, schema: { type: integer } }
      responses: { '200': { description: ok } }
  /reset/{token}:
    get:
      operationId: reset
      parameters: [{ name: token, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: ok } }
  /admin:
    get: { operationId: admin, security: [{ o: [admin] }], responses: { '200': { description: ok } } }
  /open:
    get: { operationId: open, security: [], responses: { '200': { description: ok } } }
security: [{ o: [] }]
components:
  securitySchemes:
    o: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://idp.example/t', scopes: { admin: all } } } }
`;

/** The files of a folder in which `airside up` starts: everything that writes is switched on. */
export function sceneFiles(planted: Planted, upstream: string): Readonly<Record<string, string>> {
  return {
    'keys.json': planted.jwks,
    hmac: planted.signing.hmac,
    slack: planted.signing.slack,
    'audit.conf': RULES,
    'orders.yaml': DEFINITION,
    'airside.yaml': `authorizationServer: true
issuers: { idp: { issuer: '${ISSUER}', jwks: ./keys.json, audience: [orders] } }
consumers: ${planted.consumers}
apis:
  orders:
    host: api.example.com
    path: /
    definition: orders.yaml
    upstreams: ['${upstream}']
    policies:
      authentication: { anonymous: declared }
      rateLimit: { requests: 1000, per: 1m, burst: 1000 }
      contract: { unknownParameters: ignore }
      recording: { bodies: text, maxBody: 1MiB }
      firewall: { rules: [audit.conf], auditLog: { file: audit.log, parts: BCEFHIJ } }
  partners:
    host: partners.example.com
    path: /
    upstreams: ['${upstream}']
    policies: { authentication: { accept: [signature, webhook] }, firewall: { rules: [audit.conf], auditLog: { file: audit.log, parts: BCEFHIJ } } }
`,
  };
}

/** Sends bytes over a connection of their own; resolves with all that comes back. */
export function exchangeBytes(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
    socket.write(bytes, 'latin1');
  });
}
