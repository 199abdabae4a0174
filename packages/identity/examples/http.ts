import { createServer } from 'node:http';

import { airsideIdentity } from '@airside/identity/http';

const protect = airsideIdentity({
  keys: process.env['AIRSIDE_KEYS'] ?? 'http://127.0.0.1:8080/.airside/jwks.json',
  audience: 'orders',
  exempt: ['/health'],
  onRefusal: (reason) => console.log(`refused: ${reason}`),
});
const server = createServer(
  protect((request, response) => {
    response.end(`Hello, ${request.airsideIdentity?.sub ?? 'whoever looks after me'}\n`);
  }),
);
server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => console.log('listening', server.address()));
