const CONTEXT = 2;

/** The one stretch of lines in which two texts differ, as a hunk of a unified diff; nothing where they are the same. */
export function changedLines(before: string, after: string): string[] {
  if (before === after) return [];
  const old = before.split('\n');
  const fresh = after.split('\n');
  const shorter = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < shorter && old[start] === fresh[start]) start++;
  let same = 0;
  while (same < shorter - start && old[old.length - 1 - same] === fresh[fresh.length - 1 - same]) same++;
  const from = Math.max(0, start - CONTEXT);
  const removed = old.slice(start, old.length - same);
  const added = fresh.slice(start, fresh.length - same);
  const above = old.slice(from, start);
  const below = old.slice(old.length - same, old.length - same + CONTEXT);
  const range = (count: number) => `${from + 1},${above.length + count + below.length}`;
  return [
    `@@ -${range(removed.length)} +${range(added.length)} @@`,
    ...[...above.map((line) => ` ${line}`), ...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)],
    ...below.map((line) => ` ${line}`),
  ];
}
