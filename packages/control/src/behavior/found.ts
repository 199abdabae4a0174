import { DirectoryError } from '../directory/directory-error.ts';

/** What was asked for. Throws a DirectoryError where there is no such thing. */
export function found<Thing>(thing: Thing | undefined, kind: string, id: string): Thing {
  if (thing === undefined) throw new DirectoryError('unknown', `there is no ${kind} ${JSON.stringify(id)}`);
  return thing;
}
