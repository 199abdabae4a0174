export type { AuthorizationServerOptions } from './options.ts';
export { type AuthorizationServer, startAuthorizationServer } from './server.ts';
