import type { BackwardMatch, Extent } from './backward-machine.ts';
import type { BackwardProgram } from './backward-program.ts';
import { OP } from './instructions.ts';

/**
 * The texts of the whole match and its groups, by following the match from its start along what leads on to its end. `extent.from` is where
 * the match begins. Groups inside of look-around are not noted.
 */
export function traceGroups(
  { program }: BackwardProgram,
  value: string,
  extent: Extent,
  match: BackwardMatch,
  groups: number,
): readonly (string | undefined)[] {
  const { op, x, y, size, start } = program;
  const slots = new Int32Array(2 + 2 * groups).fill(-1);
  /** Where to go on behind the atomic groups that are open. */
  const open: number[] = [];
  let position = extent.from;
  let at = start;
  for (;;) {
    const on = x[at] as number;
    const operand = y[at] as number;
    switch (op[at]) {
      case OP.byte:
        position++;
        at = on;
        break;
      case OP.split:
        at = match.alive[(position - extent.from) * size + on] === 1 ? on : operand;
        break;
      case OP.save:
        slots[operand] = position;
        at = on;
        break;
      case OP.atomic:
        open.push(on);
        at = operand;
        break;
      case OP.reference:
        position += extent.bound === undefined ? 0 : extent.bound.end - extent.bound.start;
        at = on;
        break;
      case OP.match: {
        const next = open.pop();
        if (next === undefined) return [value.slice(match.start, match.end), ...texts(value, slots)];
        at = next;
        break;
      }
      default:
        at = on;
    }
  }
}

function texts(value: string, slots: Int32Array): (string | undefined)[] {
  return Array.from({ length: slots.length / 2 - 1 }, (_, index) => {
    const [start = -1, end = -1] = slots.subarray(2 * index + 2, 2 * index + 4);
    return start < 0 || end < 0 ? undefined : value.slice(start, end);
  });
}
