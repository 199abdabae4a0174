import type { Definition } from '../definition/definition.ts';
import { segmentsOf } from '../infer/paths/normal-path.ts';
import { compileMatcher, type Match } from './matcher.ts';

/** Finds the operations of recorded calls, whose paths begin where the API was published. */
export interface PublishedMatcher {
  /** The paths before all templates that are reckoned with, longest first; '' among them. */
  readonly prefixes: readonly string[];
  /** The operation of a call; undefined where there is none. The path as it was sent. */
  match(method: string, path: string): Extract<Match, { kind: 'matched' }> | undefined;
}

/** `basePath` is where the API is published, beside or instead of the path of its servers: `/v1`. */
export function compilePublishedMatcher({ operations, serverPaths }: Definition, basePath: string): PublishedMatcher {
  const matcher = compileMatcher(operations);
  const prefixes = [...new Set([basePath, ...serverPaths.map((path) => basePath + path), ...serverPaths, ''])].toSorted(
    (a, b) => b.length - a.length,
  );
  return {
    prefixes,
    match: (method, sent) => {
      const segments = segmentsOf(sent);
      const path = `/${segments?.join('/') ?? ''}`;
      if (segments === undefined) return undefined;
      for (const prefix of prefixes) {
        if (prefix !== '' && path !== prefix && !path.startsWith(`${prefix}/`)) continue;
        const match = matcher.match(method, path.slice(prefix.length) || '/');
        if (match.kind === 'matched') return match;
      }
      return undefined;
    },
  };
}
