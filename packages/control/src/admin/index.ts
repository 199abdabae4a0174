export { type Administration, type AdministrationOptions, createAdministration, type Effect } from './administration.ts';
export type { AdminApiOptions } from './api.ts';
export { ACTOR_FIELD, localActor } from './local-actor.ts';
export { openAdminApi } from './open.ts';
export { type AdminProblem, adminProblem } from './problem.ts';
export { AdminSocketError, listenAtSocket, socketAddress } from './socket.ts';
