import { formDecode, parsePairs, percentDecode } from '@airside/openapi';

import type { PolicyRequest } from '../../pipeline/policy.ts';
import type { RequestPlace } from './options.ts';

/** A value that a request has in one place: not there, not to be told (and why), or a text. */
export type Found =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unclear'; readonly reason: string }
  | { readonly kind: 'text'; readonly text: string };

/** Where a value of the head stands. */
export interface HeadPlace {
  /** For people: `query customer`. */
  readonly text: string;
  find(request: PolicyRequest): Found;
}

const ABSENT: Found = { kind: 'absent' };

/** Reads values of path, query and header, percent-encoding undone as the contract undoes it; undefined where options name a place in the body. */
export function headPlace({ path, query, header }: RequestPlace): HeadPlace | undefined {
  if (path !== undefined) {
    return {
      text: `path parameter ${path}`,
      find: ({ parameters }) => (Object.hasOwn(parameters, path) ? decoded(percentDecode(parameters[path] as string)) : ABSENT),
    };
  }
  if (query !== undefined) return { text: `query parameter ${query}`, find: (request) => inQuery(request.query, query) };
  if (header === undefined) return undefined;
  const name = header.toLowerCase();
  return {
    text: `header field ${header}`,
    find: (request) => {
      const text = request.header(name);
      return text === undefined ? ABSENT : { kind: 'text', text };
    },
  };
}

/** One value only: of two, servers take one or the other, or both. */
function inQuery(query: string, name: string): Found {
  if (query === '') return ABSENT;
  const pairs = parsePairs(query);
  if ('message' in pairs) return { kind: 'unclear', reason: `the query ${pairs.message}` };
  const [pair, second] = pairs.filter((candidate) => candidate.name === name);
  if (pair === undefined) return ABSENT;
  return second === undefined ? decoded(formDecode(pair.raw)) : { kind: 'unclear', reason: 'it stands twice' };
}

function decoded(text: string | undefined): Found {
  return text === undefined ? { kind: 'unclear', reason: 'its percent-encoding is broken' } : { kind: 'text', text };
}
