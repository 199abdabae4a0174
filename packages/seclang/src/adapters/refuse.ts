import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Interruption } from '../inspect/matched-rule.ts';
import { type Refusal, refusalOf } from './refusal.ts';

/** Answers a request with a refusal in the place of whatever was prepared, or closes the connection, as the interruption says. */
export function refuse(request: IncomingMessage, response: ServerResponse, interruption: Interruption): void {
  if (interruption.action === 'drop') request.destroy();
  else send(request, response, refusalOf(interruption));
}

/** Sends a refusal in the place of whatever was prepared. A request whose body nobody will read is the last one of its connection. */
export function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: Refusal): void {
  if (response.headersSent) {
    request.destroy();
    return;
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  if (!request.complete) response.setHeader('Connection', 'close');
  response.writeHead(status, headers);
  response.end(body);
  request.resume();
}
