import type { FastifyRequest } from 'fastify';

import { DirectoryError } from '../directory/directory-error.ts';
import type { Actor } from '../directory/store.ts';

/** The header field in which a command says which user of the operating system runs it. */
export const ACTOR_FIELD = 'airside-actor';

/**
 * Who makes a request at the local socket. Node.js cannot ask the system who is at the other end: the client says it. Nobody but the owner of
 * the socket and root can be there, so the name tells honest users of one account's data apart, and proves nothing.
 */
export function localActor(request: FastifyRequest): Actor {
  const stated = request.headers[ACTOR_FIELD];
  if (typeof stated !== 'string' || !/^[\x21-\x7e]{1,64}$/.test(stated)) {
    throw new DirectoryError(
      'invalid',
      `the header field ${ACTOR_FIELD} has to name the user who makes the change: 1 to 64 visible characters`,
    );
  }
  return { name: `os:${stated}` };
}
