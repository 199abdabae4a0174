import { createServer } from 'node:http';

import { ANSWER } from './payload.ts';

/** The upstream where nginx is not installed: one fixed answer to everything, connections kept open. A program of its own. */

const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(ANSWER) };

const server = createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
  request.resume();
  response.writeHead(200, headers).end(ANSWER);
});
server.listen({ host: '127.0.0.1', port: 0, backlog: 1024 }, () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`listening on http://127.0.0.1:${address.port}\n`);
});
