/** A reference by the paths of what it stands in and what it points to, as text. */
export interface Edge {
  /** Paths of everything that the reference stands in, outermost first. */
  readonly within: readonly string[];
  readonly target: string;
}

/**
 * Which references are part of a ring. Following them all would make a value contain itself. A reference is part of a ring when something
 * that it stands in, and that is itself a target, can be reached again from its own target: then both are in one strongly connected
 * component. Linear in the number of references and their depth (Tarjan 1972, without recursion).
 */
export function circularEdges(edges: readonly Edge[]): ReadonlySet<Edge> {
  const targets = new Set(edges.map((edge) => edge.target));
  const outgoing = new Map<string, string[]>();
  for (const edge of edges) {
    for (const container of edge.within) {
      if (!targets.has(container) || container === edge.target) continue;
      const list = outgoing.get(container);
      if (list) list.push(edge.target);
      else outgoing.set(container, [edge.target]);
    }
  }
  const component = components(targets, outgoing);
  return new Set(
    edges.filter((edge) =>
      edge.within.some(
        (container) => container === edge.target || (targets.has(container) && component.get(container) === component.get(edge.target)),
      ),
    ),
  );
}

interface Visit {
  readonly node: string;
  next: number;
}

function components(nodes: ReadonlySet<string>, outgoing: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const component = new Map<string, number>();
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];

  const enter = (node: string, visits: Visit[]): void => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    visits.push({ node, next: 0 });
  };

  const lower = (node: string, value: number | undefined): void => {
    if (value !== undefined && value < (low.get(node) ?? 0)) low.set(node, value);
  };

  const leave = (node: string): void => {
    if (low.get(node) !== order.get(node)) return;
    for (let member = open.pop(); member !== undefined; member = open.pop()) {
      component.set(member, order.get(node) ?? 0);
      if (member === node) return;
    }
  };

  for (const start of nodes) {
    if (order.has(start)) continue;
    const visits: Visit[] = [];
    enter(start, visits);
    for (let visit = visits.at(-1); visit; visit = visits.at(-1)) {
      const next = outgoing.get(visit.node)?.[visit.next];
      if (next === undefined) {
        visits.pop();
        leave(visit.node);
        const parent = visits.at(-1);
        if (parent) lower(parent.node, low.get(visit.node));
      } else {
        visit.next += 1;
        if (!order.has(next)) enter(next, visits);
        else if (!component.has(next)) lower(visit.node, order.get(next));
      }
    }
  }
  return component;
}
