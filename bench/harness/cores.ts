import { readFileSync } from 'node:fs';

import { findCommand } from './commands.ts';

/** Which processor core does what. Null: not pinned. */
export interface Pinning {
  /** Of the program that is measured, with all its processes. */
  readonly measured: number | null;
  /** Of the load generator and of what the measured program calls. */
  readonly load: number | null;
  /** In words, for whoever reads the result. */
  readonly text: string;
}

/** Gives the measured program a core of its own, where that can be done: with `taskset` and two cores that this process may use. */
export function planPinning(
  cores: readonly number[] = allowedCores(),
  hasTaskset: boolean = findCommand('taskset') !== undefined,
): Pinning {
  const [load, measured] = cores;
  if (!hasTaskset) return unpinned('taskset is not installed (package util-linux)');
  if (load === undefined || measured === undefined) return unpinned('fewer than two cores can be used');
  return { measured, load, text: `measured program on core ${measured}; load generator and upstream on core ${load} (taskset)` };
}

/** The command on the given core, or as it is. */
export function pinned(core: number | null, command: readonly string[]): readonly string[] {
  return core === null ? command : ['taskset', '-c', String(core), ...command];
}

/** Reads Linux's list format: `0-3,6` is 0, 1, 2, 3, 6. */
export function parseCoreList(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const range = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part);
    if (range === null) return [];
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  });
}

/** Cores that this process may use, which containers restrict. None where the system does not tell. */
function allowedCores(): number[] {
  try {
    return parseCoreList(/^Cpus_allowed_list:(.*)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '');
  } catch {
    return [];
  }
}

function unpinned(why: string): Pinning {
  return { measured: null, load: null, text: `nothing is pinned, so programs disturb each other and ratios are less certain: ${why}` };
}
