import { Cells } from './cells.ts';
import type { Trie } from './trie.ts';

/**
 * The tables of an Aho-Corasick automaton. States below `dense` are the shallow ones, where scans of harmless values stay: each has a row of `codes`
 * next states. The others, numbered from `dense` by their cells, are a double array with failure links.
 */
export interface LiteralAutomaton {
  readonly dense: number;
  readonly codes: number;
  /** A state that ends a literal, itself or along the failures, stands as its complement: scans look at nothing else for all others. */
  readonly rows: Int32Array | Int16Array;
  /** By cell. */
  readonly base: Int32Array;
  /** By cell: the state whose child it is. */
  readonly owner: Int32Array;
  /** By state, as the following: the state of its longest proper suffix. */
  readonly fail: Int32Array;
  /** The nearest state that ends a literal, itself or along the failures; 0 for none. */
  readonly report: Int32Array;
  /** The literal it ends, -1 for none. */
  readonly literal: Int32Array;
}

const MAX_ROW_ENTRIES = 524_288;

/** Numbers the nodes of a trie breadth first, so that a state's suffixes are known before it. */
export function buildAutomaton(trie: Trie): LiteralAutomaton {
  const { codes, label } = trie;
  const dense = Math.min(trie.nodes, Math.floor(MAX_ROW_ENTRIES / codes));
  const { order, parents } = breadthFirst(trie);
  const { states, cells, bases } = numberStates(trie, order, dense);
  const size = cells.size;
  const base = new Int32Array(size);
  order.subarray(dense).forEach((node) => {
    base[(states[node] as number) - dense] = bases[node] as number;
  });
  const automaton: LiteralAutomaton = {
    dense,
    codes,
    rows: size + dense <= 0x8000 ? new Int16Array(dense * codes) : new Int32Array(dense * codes),
    base,
    owner: cells.owner.slice(0, size),
    fail: new Int32Array(dense + size),
    report: new Int32Array(dense + size),
    literal: new Int32Array(dense + size).fill(-1),
  };
  const { rows, fail, report, literal } = automaton;
  for (const node of order) {
    const state = states[node] as number;
    if (state !== 0) {
      const parent = parents[node] as number;
      fail[state] = parent === 0 ? 0 : nextState(automaton, fail[states[parent] as number] as number, label[node] as number);
      literal[state] = trie.literal[node] as number;
      report[state] = (literal[state] ?? -1) >= 0 ? state : (report[fail[state] ?? 0] ?? 0);
    }
    if (state >= dense) continue;
    const suffix = (fail[state] as number) * codes;
    rows.copyWithin(state * codes, suffix, suffix + codes);
    for (let child = trie.firstChild[node] as number; child !== 0; child = trie.sibling[child] as number) {
      rows[state * codes + (label[child] as number)] = states[child] as number;
    }
  }
  for (let at = 0; at < rows.length; at++) {
    const state = rows[at] as number;
    if (report[state] !== 0) rows[at] = ~state;
  }
  return automaton;
}

/** The state behind `from` and a byte of the given code. */
export function nextState({ dense, codes, rows, base, owner, fail }: LiteralAutomaton, from: number, code: number): number {
  let state = from;
  while (state >= dense) {
    const cell = (base[state - dense] as number) + code;
    if (owner[cell] === state) return cell + dense;
    state = fail[state] as number;
  }
  const next = rows[state * codes + code] as number;
  return next < 0 ? ~next : next;
}

function breadthFirst({ nodes, firstChild, sibling }: Trie): { order: Int32Array; parents: Int32Array } {
  const order = new Int32Array(nodes);
  const parents = new Int32Array(nodes);
  let queued = 1;
  for (let index = 0; index < queued; index++) {
    const node = order[index] as number;
    for (let child = firstChild[node] as number; child !== 0; child = sibling[child] as number) {
      parents[child] = node;
      order[queued++] = child;
    }
  }
  return { order, parents };
}

function numberStates(trie: Trie, order: Int32Array, dense: number): { states: Int32Array; cells: Cells; bases: Int32Array } {
  const { firstChild, sibling, label } = trie;
  const cells = new Cells(trie.codes);
  const states = new Int32Array(trie.nodes).fill(-1);
  const bases = new Int32Array(trie.nodes);
  order.forEach((node, index) => {
    if (index < dense) states[node] = index;
    else if (states[node] === -1) states[node] = dense + cells.take();
    if (index < dense) return;
    const codes: number[] = [];
    for (let child = firstChild[node] as number; child !== 0; child = sibling[child] as number) codes.push(label[child] as number);
    const base = cells.place(states[node] as number, codes);
    bases[node] = base;
    for (let child = firstChild[node] as number; child !== 0; child = sibling[child] as number) {
      states[child] = dense + base + (label[child] as number);
    }
  });
  return { states, cells, bases };
}
