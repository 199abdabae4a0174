import { type Data, isContainer, type Key } from '../document/data.ts';
import type { JsonPath } from './json-path.ts';
import { selects } from './select.ts';

/** What a path chose: a value, or its name where the path asks for names. */
export interface Match {
  readonly path: readonly Key[];
  readonly value: Data;
}

const MOST_VISITS = 200_000;

/**
 * What a path chooses in one value, each place once. For paths that are asked about single values; the rules of a document are evaluated
 * together by `traverse`. After 200,000 values visited it gives what it has.
 */
export function evaluate(path: JsonPath, root: Data): readonly Match[] {
  const found = new Map<string, Match>();
  const followed = new Set<string>();
  let visitsLeft = MOST_VISITS;

  const add = (lineage: readonly Match[]): void => {
    const last = lineage.at(-1 - path.parents);
    if (!last) return;
    const key = last.path.at(-1);
    const match = path.keyed && key !== undefined ? { path: last.path, value: key } : last;
    if (path.then) {
      const place = JSON.stringify(last.path);
      if (followed.has(place)) return;
      followed.add(place);
    }
    const matches = path.then
      ? evaluate({ ...path.then }, last.value).map((inner) => ({ path: [...last.path, ...inner.path], value: inner.value }))
      : [match];
    for (const one of matches) found.set(JSON.stringify(one.path), one);
  };

  const visit = (lineage: readonly Match[], step: number): void => {
    const current = path.steps[step];
    if (!current) {
      add(lineage);
      return;
    }
    const parent = lineage.at(-1);
    if (!parent || !isContainer(parent.value)) return;
    for (const [key, value] of entries(parent.value)) {
      visitsLeft -= 1;
      if (visitsLeft < 0) return;
      const inner: readonly Match[] = [...lineage, { path: [...parent.path, key], value }];
      const visited = { value, key, parent: parent.value, parentKey: parent.path.at(-1), root, path: () => inner.at(-1)?.path ?? [] };
      if (selects(current, visited)) visit(inner, step + 1);
      if (current.deep) visit(inner, step);
    }
  };

  visit([{ path: [], value: root }], 0);
  return [...found.values()];
}

function entries(container: Data): readonly (readonly [Key, Data])[] {
  if (Array.isArray(container)) return [...container.entries()];
  return isContainer(container) ? Object.entries(container) : [];
}
