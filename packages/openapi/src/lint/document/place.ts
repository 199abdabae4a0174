import { child, closestPath, type Data, isContainer, isPlainObject } from './data.ts';
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
export function placeOf(root: ResolvedDocument, path: readonly string[]): AssociatedPlace {
  const existing = closestPath(root.value, path);
  const untilReference = pathUntilReference(root.source.value, existing);
  if (untilReference === undefined) return { document: root.source, path: closestPath(root.source.value, path), wanted: path };
  const followed = follow(root, path);
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

function follow({ source, value, replaced }: ResolvedDocument, path: readonly string[]): SourcePlace {
  let document = source;
  let place: string[] = [];
  let container: Data | undefined = value;
  for (const key of path) {
    const moved = isContainer(container) ? replaced.get(container)?.get(Array.isArray(container) ? Number(key) : key) : undefined;
    if (moved) {
      document = moved.document;
      place = [...moved.path];
    } else place.push(key);
    container = child(container, key);
  }
  return { document, path: place };
}
