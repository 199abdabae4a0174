/**
 * Fields that say where a message goes and how it is framed, and nothing that an API reads: they differ with the way of a request, not with what it wants.
 * All other fields are parameters; which of them are of interest is learned.
 */
const PLUMBING: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'keep-alive',
  ':authority',
  ':path',
  ':method',
  ':scheme',
]);

export function isPlumbing(name: string): boolean {
  return PLUMBING.has(name);
}
