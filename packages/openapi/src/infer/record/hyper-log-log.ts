const REGISTERS = 1024;
const INDEX_BITS = 10;
/** Bias of the estimate for so many registers (Flajolet et al., HyperLogLog, 2007, figure 3). */
const ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

/** An estimate of how many different texts there were, within some 3 %, in 1 KiB. */
export class HyperLogLog {
  readonly registers = new Uint8Array(REGISTERS);

  add(text: string): void {
    const hash = hashOf(text);
    const index = hash >>> (32 - INDEX_BITS);
    const rank = Math.clz32((hash << INDEX_BITS) | (1 << (INDEX_BITS - 1))) + 1;
    if (rank > (this.registers[index] ?? 0)) this.registers[index] = rank;
  }

  merge(other: HyperLogLog): void {
    for (const [index, rank] of other.registers.entries()) if (rank > (this.registers[index] ?? 0)) this.registers[index] = rank;
  }

  estimate(): number {
    let sum = 0;
    let zeros = 0;
    for (const rank of this.registers) {
      sum += 2 ** -rank;
      if (rank === 0) zeros++;
    }
    const raw = (ALPHA * REGISTERS * REGISTERS) / sum;
    return Math.round(raw <= 2.5 * REGISTERS && zeros > 0 ? REGISTERS * Math.log(REGISTERS / zeros) : raw);
  }
}

/**
 * 32 bits of a text: FNV-1a with the finish of MurmurHash3. It has no key, so that the same traffic gives the same estimate and estimates can be
 * merged; who picks texts that collide distorts an estimate, and nothing else.
 */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
