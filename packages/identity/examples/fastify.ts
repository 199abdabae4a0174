import { airsideIdentity } from '@airside/identity/fastify';
import fastify from 'fastify';

const app = fastify();
await app.register(
  airsideIdentity({
    keys: process.env['AIRSIDE_KEYS'] ?? 'http://127.0.0.1:8080/.airside/jwks.json',
    audience: 'orders',
    exempt: ['/health'],
  }),
);
app.get('/*', (request) => `Hello, ${request.airsideIdentity?.sub ?? 'whoever looks after me'}\n`);
await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' });
console.log('listening', app.server.address());
