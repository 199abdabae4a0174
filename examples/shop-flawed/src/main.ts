import { parseArgs } from 'node:util';

import { startFlawedShop } from './start.ts';

const USAGE = 'usage: node --conditions=development src/main.ts [--port N]   (port 3001; loopback only)';

const { values } = parseArgs({ options: { port: { type: 'string', default: '3001' }, help: { type: 'boolean' } } });
const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : Number.NaN;
if (values.help === true || !(port <= 65_535)) {
  console.error(values.help === true ? USAGE : `--port: expected a number from 0 to 65535, found ${values.port}\n${USAGE}`);
  process.exit(values.help === true ? 0 : 2);
}

const airsideJwks = process.env['AIRSIDE_JWKS'];
const shop = await startFlawedShop({ port, ...(airsideJwks === undefined ? {} : { airsideJwks }) });
console.error('This shop has flaws planted on purpose. Nothing but tests and demonstrations may reach it.');
console.log(`flawed shop listening on ${shop.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void shop.close());
