import { secLang } from '@airside/seclang/express';
import express from 'express';

import { coreRuleSet } from './rules.ts';

const app = express();
app.use(secLang(coreRuleSet(process.env['CRS'] ?? 'coreruleset')));
app.use(express.json());
app.post('/echo', (request, response) => {
  response.json(request.body);
});
const server = app.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => console.log('listening', server.address()));
