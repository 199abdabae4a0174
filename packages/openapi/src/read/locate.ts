import { type Problem, toPointer } from '@airside/domain/text';

import type { Finding } from './finding.ts';
import type { Library } from './library.ts';
import { existingPath, type Place } from './origins.ts';
import { offsetsOf, type Position, positionsAt } from './positions.ts';

/** A place in a file with its line and column, both 1-based; 0 where the file has no text to show places in. */
export interface Location extends Position {
  /** An absolute path or a URL. */
  readonly file: string;
  /** JSON pointer into the file. */
  readonly pointer: string;
}

/** Looks places up, each file in one pass over its text. A place that is not there is that of the nearest value around it. */
export function locate(places: readonly (Place & { readonly offset?: number | undefined })[], library: Library): readonly Location[] {
  const positions = new Map<Place, Position>();
  for (const [file, group] of Map.groupBy(places, (place) => place.file)) {
    const text = library.textOf(file);
    if (text === '') continue;
    const paths = group.filter(({ offset }) => offset === undefined).map(({ tokens }) => tokens);
    const offsets = paths.length === 0 ? [] : [...offsetsOf(text, paths)].reverse();
    positionsAt(
      text,
      group.map(({ offset }) => offset ?? offsets.pop() ?? 0),
    ).forEach((position, index) => {
      const place = group[index];
      if (place) positions.set(place, position);
    });
  }
  return places.map((place) => {
    const source = library.sourceOf(place.file);
    const tokens = source ? existingPath(source.value, place.tokens) : place.tokens;
    return { file: place.file, pointer: toPointer(tokens), ...(positions.get(place) ?? { line: 0, column: 0 }) };
  });
}

/** Findings as they are shown. */
export function problemsOf(findings: readonly Finding[], library: Library): readonly Problem[] {
  const locations = locate(findings, library);
  return findings.map(({ severity, file, message, expected, found, hint }, index) => ({
    severity,
    ...(locations[index] ?? { file, line: 0, column: 0, pointer: '' }),
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(found === undefined ? {} : { found }),
    ...(hint === undefined ? {} : { hint }),
  }));
}
