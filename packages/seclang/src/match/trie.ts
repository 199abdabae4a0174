/** A trie of literals over codes of bytes; node 0 is the root. Children are linked in no particular order. */
export interface Trie {
  /** Code by byte: 0 for bytes of no literal; letters of both cases share one. */
  readonly codeOf: Uint8Array;
  readonly codes: number;
  readonly nodes: number;
  readonly firstChild: Int32Array;
  readonly sibling: Int32Array;
  /** The code that leads to a node from its parent. */
  readonly label: Uint8Array;
  /** The literal a node ends, -1 for none. */
  readonly literal: Int32Array;
  /** By literal: an earlier one with the same text, -1 for none. */
  readonly same: Int32Array;
}

/** Linear in the bytes of the literals times the most children of a node. Throws `Error` on an empty literal. */
export function buildTrie(literals: readonly string[]): Trie {
  const { codeOf, codes } = encode(literals);
  const room = 1 + literals.reduce((sum, literal) => sum + literal.length, 0);
  const firstChild = new Int32Array(room);
  const sibling = new Int32Array(room);
  const label = new Uint8Array(room);
  const literalOf = new Int32Array(room).fill(-1);
  const same = new Int32Array(literals.length).fill(-1);
  let nodes = 1;
  literals.forEach((literal, number) => {
    if (literal === '') throw new Error(`Literal ${number} is empty: it would occur in every value`);
    let node = 0;
    for (let index = 0; index < literal.length; index++) {
      const code = codeOf[literal.charCodeAt(index) & 0xff] as number;
      let child = firstChild[node] as number;
      while (child !== 0 && label[child] !== code) child = sibling[child] as number;
      if (child === 0) {
        child = nodes++;
        label[child] = code;
        sibling[child] = firstChild[node] as number;
        firstChild[node] = child;
      }
      node = child;
    }
    same[number] = literalOf[node] as number;
    literalOf[node] = number;
  });
  return { codeOf, codes, nodes, firstChild, sibling, label, literal: literalOf, same };
}

function encode(literals: readonly string[]): { codeOf: Uint8Array; codes: number } {
  const used = new Uint8Array(256);
  for (const literal of literals) {
    for (let index = 0; index < literal.length; index++) used[lower(literal.charCodeAt(index) & 0xff)] = 1;
  }
  const codeOf = new Uint8Array(256);
  let codes = 1;
  for (let byte = 0; byte < 256; byte++) if (used[byte] === 1) codeOf[byte] = codes++;
  for (let byte = 0; byte < 256; byte++) codeOf[byte] = codeOf[lower(byte)] as number;
  return { codeOf, codes };
}

function lower(byte: number): number {
  return byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
}
