/** A value of JSON that may still be put together: the engine resolves references in a copy of its own. */
export type Data = string | number | boolean | null | Data[] | DataObject;

export interface DataObject {
  [name: string]: Data;
}

export type Key = string | number;

export function isContainer(value: unknown): value is DataObject | Data[] {
  return typeof value === 'object' && value !== null;
}

export function isPlainObject(value: unknown): value is DataObject {
  return isContainer(value) && !Array.isArray(value);
}

/** The own member or item of that key; undefined where there is none. */
export function child(container: unknown, key: Key): Data | undefined {
  if (Array.isArray(container)) {
    const index = typeof key === 'number' ? key : arrayIndex(key);
    return index === undefined ? undefined : (container[index] as Data | undefined);
  }
  return isPlainObject(container) && Object.hasOwn(container, key) ? container[key] : undefined;
}

/** Sets an own member, whatever its name: `__proto__` is a name like any other. */
export function setMember(target: DataObject, name: string, value: Data): void {
  if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
  else target[name] = value;
}

/** Replaces what stands at a key that is there. */
export function replaceChild(container: DataObject | Data[], key: Key, value: Data): void {
  if (Array.isArray(container)) container[Number(key)] = value;
  else setMember(container, String(key), value);
}

export function valueAtPath(root: Data | undefined, path: readonly Key[]): Data | undefined {
  let value = root;
  for (const key of path) {
    value = child(value, key);
    if (value === undefined) return undefined;
  }
  return value;
}

/** The longest beginning of a path that leads to a value. */
export function closestPath<K extends Key>(root: Data | undefined, path: readonly K[]): readonly K[] {
  let value = root;
  for (const [depth, key] of path.entries()) {
    value = child(value, key);
    if (value === undefined) return path.slice(0, depth);
  }
  return path;
}

function arrayIndex(key: string): number | undefined {
  return /^(0|[1-9]\d{0,8})$/.test(key) ? Number(key) : undefined;
}
