import type { DirectoryStore } from './store.ts';

export type OpenDirectoryOptions = NonNullable<Parameters<typeof import('./sqlite/open.ts').openDirectoryStore>[1]>;

/** The directory in an SQLite file, as `sqlite/open.ts` describes it; its code is loaded when it is asked for, as most commands do without. */
export async function openDirectoryStore(file: string, options: OpenDirectoryOptions = {}): Promise<DirectoryStore> {
  const sqlite = await import('./sqlite/open.ts');
  return sqlite.openDirectoryStore(file, options);
}
