import { createServer } from 'node:http';

import { secLang } from '@airside/seclang/http';

import { coreRuleSet } from './rules.ts';

const protect = secLang(coreRuleSet(process.env['CRS'] ?? 'coreruleset'), {
  onMatch: ({ id, msg }) => console.log(`rule ${id}: ${msg}`),
});
const server = createServer(protect((request, response) => request.pipe(response)));
server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => console.log('listening', server.address()));
