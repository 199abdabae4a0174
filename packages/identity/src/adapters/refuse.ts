import type { IncomingMessage, ServerResponse } from 'node:http';

import type { IdentityHeaderFault } from '../identity-header/error.ts';

/**
 * Answers with a problem document (RFC 9457) in the place of whatever was prepared. It says no more of a header than that it was not accepted. A
 * request whose body nobody will read is the last one of its connection.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, fault: IdentityHeaderFault): void {
  if (response.headersSent) {
    request.destroy();
    return;
  }
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  if (!request.complete) response.setHeader('Connection', 'close');
  const { status, title, detail, headers } = ANSWERS[fault];
  const body = JSON.stringify({ type: 'about:blank', title, status, detail });
  response.writeHead(status, {
    'Content-Type': 'application/problem+json',
    'Content-Length': String(body.length),
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(body);
  request.resume();
}

interface Answer {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly headers: Readonly<Record<string, string>>;
}

const ANSWERS: Readonly<Record<IdentityHeaderFault, Answer>> = {
  invalid: {
    status: 401,
    title: 'Unauthorized',
    detail: 'This server takes calls through its gateway only.',
    // The scheme is not registered: no registered one describes a token that a gateway adds.
    headers: { 'WWW-Authenticate': 'Airside-Identity' },
  },
  foreign: { status: 403, title: 'Forbidden', detail: 'The call was meant for another API or another request.', headers: {} },
  unavailable: {
    status: 503,
    title: 'Service Unavailable',
    detail: 'Callers cannot be verified now.',
    headers: { 'Retry-After': '5' },
  },
};
