import { toPointer } from '@airside/domain/text';

import type { Located } from '../definition/document.ts';
import { member, members } from '../json.ts';

/** The media types of a request body or an answer, without parameters and in lower case, and where their schemas stand. */
export function mediaTypesOf({ value, pointer }: Located): ReadonlyMap<string, string | undefined> {
  return new Map(
    members(member(value, 'content')).map(([name, media]) => {
      const schema = member(media, 'schema') === undefined ? undefined : `${pointer}${toPointer(['content', name])}/schema`;
      return [(name.split(';', 1)[0] ?? '').trim().toLowerCase(), schema];
    }),
  );
}

/** Whether a media type, which may be a range such as `text/*`, is covered by one of others. */
export function isCovered(type: string, by: Iterable<string>): boolean {
  for (const range of by) {
    if (range === type || range === '*/*') return true;
    if (range.endsWith('/*') && type.startsWith(range.slice(0, -1))) return true;
  }
  return false;
}
