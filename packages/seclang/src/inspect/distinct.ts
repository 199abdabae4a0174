import type { Value } from '../variables/value.ts';

/** Never used twice: a value that is remembered keeps its mark. */
let lastMark = 0;

/** A mark for `addOnce` to tell which values a list has already. */
export function newMark(): number {
  return ++lastMark;
}

export function addOnce(value: Value, mark: number, found: Value[]): void {
  if (value.mark === mark) return;
  value.mark = mark;
  found.push(value);
}

/** Takes out of a list what it has twice. */
export function distinct(values: Value[]): readonly Value[] {
  const mark = newMark();
  let count = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as Value;
    if (value.mark === mark) continue;
    value.mark = mark;
    values[count++] = value;
  }
  values.length = count;
  return values;
}
