import { pathToFileURL } from 'node:url';

/** The default export of a module of the local file system. @throws what importing it throws */
export async function importDefault(file: string): Promise<unknown> {
  let found = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  // A module of CommonJS that was compiled from an ES module has its default export one level deeper.
  for (let level = 0; level < 2 && isModule(found); level++) found = found['default'] as Readonly<Record<string, unknown>>;
  return found;
}

function isModule(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && 'default' in value && !('rules' in value);
}

/** What an import threw, shortened. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 300) : 'it has thrown something that is no error';
}
