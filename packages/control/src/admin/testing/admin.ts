import type { DirectoryChange, DirectoryContents } from '@airside/domain';
import { createDirectory } from '@airside/identity';

import { openDirectoryStore } from '../../directory/sqlite/open.ts';
import type { DirectoryStore } from '../../directory/store.ts';
import { createAdministration } from '../administration.ts';
import { createAdminApi } from '../api.ts';
import { localActor } from '../local-actor.ts';
import type { AlertAdministration } from '../routes/context.ts';

export interface AdminUnderTest {
  /** Asks as the user `tester`. */
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: never; text: string }>;
  readonly app: ReturnType<typeof createAdminApi>;
  readonly published: DirectoryChange[][];
  readonly errors: unknown[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** An admin API before a store in memory; `store` replaces methods of it. */
export function adminUnderTest({
  configured = {},
  store: replaced = {},
  alerts,
}: {
  readonly configured?: Partial<DirectoryContents>;
  readonly store?: Partial<DirectoryStore>;
  readonly alerts?: AlertAdministration;
} = {}): AdminUnderTest {
  const records = createDirectory(configured);
  const opened = openDirectoryStore(':memory:', { configured: () => records.contents() });
  const published: DirectoryChange[][] = [];
  const errors: unknown[] = [];
  const administration = createAdministration({
    store: { ...opened, ...replaced },
    directory: createDirectory(),
    configured: () => records,
    placeOf: () => 'airside.yaml:7',
    publish: async (changes) => {
      published.push([...changes]);
      return { workers: 3, replaced: 0 };
    },
  });
  const app = createAdminApi({
    administration,
    ...(alerts !== undefined && { alerts }),
    actorOf: localActor,
    onError: (error) => errors.push(error),
  });
  return {
    app,
    published,
    errors,
    async ask(method, path, body) {
      const headers = { 'airside-actor': 'tester', ...(body !== undefined && { 'content-type': 'application/json' }) };
      const payload = typeof body === 'string' ? body : JSON.stringify(body);
      const reply = await app.inject({ method, url: `/v1${path}`, headers, ...(body !== undefined && { payload }) });
      return { status: reply.statusCode, body: reply.json(), text: reply.body };
    },
    async [Symbol.asyncDispose]() {
      await app.close();
      await opened.close();
    },
  };
}
