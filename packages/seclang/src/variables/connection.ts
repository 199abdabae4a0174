import { header } from './request.ts';
import { scalar, type Variable } from './variable.ts';

/** The connection and the transaction itself. */
export const connectionVariables: readonly Variable[] = [
  scalar('REMOTE_ADDR', (state) => state.connection.clientAddress),
  scalar('REMOTE_HOST', (state) => state.connection.clientAddress),
  scalar('REMOTE_PORT', (state) => String(state.connection.clientPort)),
  scalar('SERVER_ADDR', (state) => state.connection.serverAddress),
  scalar('SERVER_PORT', (state) => String(state.connection.serverPort)),
  scalar('SERVER_NAME', (state) => hostname(header(state, 'host') ?? '')),
  scalar('UNIQUE_ID', (state) => state.id),
  scalar('SESSIONID', (state) => state.sessionId, { volatile: true }),
  scalar('USERID', (state) => state.userId, { volatile: true }),
  scalar('WEBAPPID', () => 'default'),
  scalar('MODSEC_BUILD', () => '030000000'),
];

/** A Host header without its port. */
function hostname(host: string): string {
  const colon = host.lastIndexOf(':');
  return colon === -1 || host.endsWith(']') ? host : host.slice(0, colon);
}
