import type { Profiler } from 'node:inspector';

/** Shares of the engine's time: from 0 to 1, together 1. */
export type Parts = Readonly<Record<PartName, number>>;

/** Which function of which file stands for a part; whatever it calls belongs to it. The first one from the outside in counts. */
const PARTS = [
  ['read', 'read', 'call/create-call-reader.ts'],
  ['tick', 'tick', 'engine/panel.ts'],
  ['judge', 'judge', 'engine/panel.ts'],
  ['learn', 'pass', 'engine/panel.ts'],
] as const;
const ENGINE = 'create-engine.ts';

export type PartName = (typeof PARTS)[number][0] | 'rest';

/** What the time within the engine goes into, by a profile of the processor. Bodies are read when they are first asked for, while a call is judged. */
export function partsOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Parts {
  const partById = new Map<number, PartName | undefined>();
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  for (const node of nodes) {
    const above = partById.get(parents.get(node.id) ?? -1);
    partById.set(node.id, above === undefined || above === 'rest' ? (own(node.callFrame) ?? above) : above);
  }
  const spent: Record<PartName, number> = { read: 0, judge: 0, learn: 0, tick: 0, rest: 0 };
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const part = partById.get(id);
    if (part === undefined) continue;
    spent[part] += timeDeltas[index] ?? 0;
    total += timeDeltas[index] ?? 0;
  }
  for (const part of Object.keys(spent) as PartName[]) spent[part] /= Math.max(1, total);
  return spent;
}

function own({ functionName, url }: { readonly functionName: string; readonly url: string }): PartName | undefined {
  const part = PARTS.find(([, name, file]) => functionName === name && url.endsWith(file));
  if (part !== undefined) return part[0];
  return url.endsWith(ENGINE) && functionName === 'observe' ? 'rest' : undefined;
}
