import { secLang } from '@airside/seclang/fastify';
import fastify from 'fastify';

import { coreRuleSet } from './rules.ts';

const app = fastify();
await app.register(secLang(coreRuleSet(process.env['CRS'] ?? 'coreruleset')));
app.post('/echo', (request, reply) => reply.send(request.body));
await app.listen({ port: Number(process.env['PORT'] ?? 3000), host: '127.0.0.1' });
console.log('listening', app.server.address());
