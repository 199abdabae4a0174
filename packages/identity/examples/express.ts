import { airsideIdentity } from '@airside/identity/express';
import express from 'express';

const app = express();
app.use(
  airsideIdentity({
    keys: process.env['AIRSIDE_KEYS'] ?? 'http://127.0.0.1:8080/.airside/jwks.json',
    audience: 'orders',
    exempt: ['/health'],
  }),
);
app.get('/{*path}', (request, response) => {
  response.send(`Hello, ${request.airsideIdentity?.sub ?? 'whoever looks after me'}\n`);
});
const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => console.log('listening', server.address()));
