import type { ByteSet } from '../byte-set.ts';
import type { Node, Place } from '../syntax-tree.ts';

const PLACES: Readonly<Record<Place, string>> = {
  start: '\\A',
  end: '\\z',
  lineStart: '(?m:^)',
  lineEnd: '(?m:$)',
  wordBoundary: '\\b',
  notWordBoundary: '\\B',
};

/** A tree in the syntax that RE2 and PCRE share, with every set spelled out: the words mean the same to both. */
export function printPattern(node: Node): string {
  switch (node.kind) {
    case 'byte':
      return printSet(node.set);
    case 'sequence':
      return node.nodes.map(printPattern).join('');
    case 'choice':
      return `(?:${node.nodes.map(printPattern).join('|')})`;
    case 'repeat': {
      const count = node.max === node.min ? `{${node.min}}` : `{${node.min},${node.max === Infinity ? '' : node.max}}`;
      return `(?:${printPattern(node.node)})${count}${node.mode === 'lazy' ? '?' : ''}`;
    }
    case 'group':
      return `(${printPattern(node.node)})`;
    case 'place':
      return PLACES[node.place];
    default:
      throw new Error(`RE2 has no “${node.kind}”`);
  }
}

function printSet(set: ByteSet): string {
  const bytes = set.bytes();
  if (bytes.length === 0) return '[^\\x00-\\x{10ffff}]';
  const ranges: [number, number][] = [];
  for (const value of bytes) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === value - 1) last[1] = value;
    else ranges.push([value, value]);
  }
  return `[${ranges.map(([low, high]) => `${hex(low)}-${hex(high)}`).join('')}]`;
}

function hex(value: number): string {
  return `\\x${value.toString(16).padStart(2, '0')}`;
}
