/**
 * A database of autonomous systems in MaxMind's format (version 2.0, IPv4, records of 24 bits), made of networks in CIDR form that do not overlap:
 * https://maxmind.github.io/MaxMind-DB/
 */
export function networkDatabase(networks: Readonly<Record<string, number>>): Buffer {
  const entries = Object.entries(networks);
  const data: Buffer[] = [];
  const offsets = entries.map(([, number]) => {
    const offset = data.reduce((sum, part) => sum + part.length, 0);
    data.push(map([['autonomous_system_number', unsigned(number)]]));
    return offset;
  });
  /** Two records a node: another node, the entry with this index, or nothing. */
  const nodes: [TreeRecord, TreeRecord][] = [[undefined, undefined]];
  for (const [index, [network]] of entries.entries()) {
    const [address = '', prefix = '32'] = network.split('/');
    const bits = address
      .split('.')
      .map((byte) => Number(byte).toString(2).padStart(8, '0'))
      .join('')
      .slice(0, Number(prefix));
    let at = 0;
    for (const [position, bit] of [...bits].entries()) {
      const node = nodes[at];
      const side = bit === '1' ? 1 : 0;
      if (node === undefined) break;
      if (position === bits.length - 1) {
        node[side] = { entry: index };
        break;
      }
      const next = node[side];
      if (next !== undefined && 'node' in next) at = next.node;
      else {
        at = nodes.push([undefined, undefined]) - 1;
        node[side] = { node: at };
      }
    }
  }
  const tree = Buffer.alloc(nodes.length * 6);
  for (const [index, node] of nodes.entries()) {
    for (const [side, record] of node.entries()) {
      const value =
        record === undefined
          ? nodes.length
          : 'node' in record
            ? record.node
            : nodes.length + SEPARATOR_BYTES + (offsets[record.entry] ?? 0);
      tree.writeUIntBE(value, index * 6 + side * 3, 3);
    }
  }
  const metadata = map([
    ['node_count', unsigned(nodes.length)],
    ['record_size', unsigned(24)],
    ['ip_version', unsigned(4)],
    ['database_type', text('Networks')],
    ['languages', Buffer.from([0, 4])],
    ['binary_format_major_version', unsigned(2)],
    ['binary_format_minor_version', unsigned(0)],
    ['build_epoch', unsigned(0)],
    ['description', map([])],
  ]);
  return Buffer.concat([tree, Buffer.alloc(SEPARATOR_BYTES), ...data, Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), metadata]);
}

const SEPARATOR_BYTES = 16;
type TreeRecord = { readonly node: number } | { readonly entry: number } | undefined;

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([(2 << 5) | value.length]), Buffer.from(value)]);
}

function unsigned(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  bytes[0] = (6 << 5) | 4;
  bytes.writeUInt32BE(value, 1);
  return bytes;
}

function map(entries: readonly (readonly [string, Buffer])[]): Buffer {
  return Buffer.concat([Buffer.from([(7 << 5) | entries.length]), ...entries.flatMap(([key, value]) => [text(key), value])]);
}
