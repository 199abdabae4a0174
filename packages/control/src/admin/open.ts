import type { FastifyInstance } from 'fastify';

import type { AdminApiOptions } from './api.ts';

/** The admin API, whose code is loaded when it is asked for: most commands do without. */
export async function openAdminApi(options: AdminApiOptions): Promise<FastifyInstance> {
  const { createAdminApi } = await import('./api.ts');
  return createAdminApi(options);
}
