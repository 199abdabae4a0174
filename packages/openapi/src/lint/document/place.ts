import { child, closestPath, type Data, isContainer, isPlainObject, valueAtPath } from './data.ts';
import { referenceIn } from './references.ts';
import type { ResolvedDocument, SourcePlace } from './resolve.ts';

/** The place in a file that a path in the resolved document stands for. */
export interface AssociatedPlace extends SourcePlace {
  /** The whole path that was asked for, as seen from the file: longer than `path` where its end is missing. */
  readonly wanted: readonly string[];
}

/**
 * Where somebody wrote what stands at a path of the resolved document, or the nearest value around it. What stands beside a `$ref` counts
 * as standing in its own place.
 */
export function placeOf(
  root: ResolvedDocument,
  path: readonly string[],
  documents: (file: string) => ResolvedDocument | undefined,
): AssociatedPlace {
  const existing = closestPath(root.value, path);
  const untilReference = pathUntilReference(root.source.value, existing);
  if (untilReference === undefined) return { document: root.source, path: closestPath(root.source.value, path), wanted: path };
  const followed = follow(root, path, documents);
  const closest = closestPath(followed.document.value, followed.path);
  const missing = path.slice(existing.length);
  return { document: followed.document, path: closest, wanted: [...closest, ...missing] };
}

/** Undefined where the path leads through the source as it stands; else the path of the first reference on the way. */
function pathUntilReference(source: Data, path: readonly string[]): readonly string[] | undefined {
  let value: Data | undefined = source;
  for (const [depth, key] of path.entries()) {
    const next: Data | undefined = child(value, key);
    if (next === undefined) return referenceIn(value) === undefined ? undefined : path.slice(0, depth);
    value = next;
  }
  const isOnlyReference = isPlainObject(value) && referenceIn(value) !== undefined && Object.keys(value).length === 1;
  return isOnlyReference ? path : undefined;
}

const MOST_HOPS = 100;

function follow(root: ResolvedDocument, path: readonly string[], documents: (file: string) => ResolvedDocument | undefined): SourcePlace {
  let place: SourcePlace = { document: root.source, path: [] };
  for (const key of path) place = hop({ document: place.document, path: [...place.path, key] }, documents);
  return place;
}

/** Where references lead from a place that holds one. */
function hop(start: SourcePlace, documents: (file: string) => ResolvedDocument | undefined): SourcePlace {
  let place = start;
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const last = place.path.at(-1);
    const resolved = last === undefined ? undefined : documents(place.document.file);
    if (!resolved || last === undefined) return place;
    const container = valueAtPath(resolved.value, place.path.slice(0, -1));
    const keys = isContainer(container) ? resolved.replaced.get(container) : undefined;
    const next = keys?.get(Array.isArray(container) ? Number(last) : last);
    if (!next) return place;
    place = next;
  }
  return place;
}
