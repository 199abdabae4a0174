import { type Data, isContainer } from '../document/data.ts';

/** Values that references share can be many more than they look. */
const MOST_VALUES = 100_000;

/** Text that is the same for values that JSON Schema holds equal: the order of members does not matter. */
function canonical(value: Data): string {
  let left = MOST_VALUES;
  const write = (item: Data): string => {
    left -= 1;
    if (left < 0) return '…';
    if (!isContainer(item)) return JSON.stringify(item);
    if (Array.isArray(item)) return `[${item.map(write).join()}]`;
    const names = Object.keys(item).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${write(item[name] ?? null)}`).join()}}`;
  };
  return write(value);
}

export function areEqual(one: Data, other: Data): boolean {
  if (one === other) return true;
  return isContainer(one) && isContainer(other) && canonical(one) === canonical(other);
}

/** The last item that equals one before it, and the nearest such: `[earlier, later]`. */
export function lastDuplicate(items: readonly Data[]): readonly [number, number] | undefined {
  const seen = new Map<string, number>();
  let found: readonly [number, number] | undefined;
  for (const [index, item] of items.entries()) {
    const key = canonical(item);
    const earlier = seen.get(key);
    if (earlier !== undefined) found = [earlier, index];
    seen.set(key, index);
  }
  return found;
}
