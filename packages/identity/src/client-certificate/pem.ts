/** The contents of the blocks of one kind in a PEM text (RFC 7468), decoded; other blocks and text between blocks are passed over. */
export function pemBlocks(text: string, label: string): Uint8Array[] {
  const begin = `-----BEGIN ${label}-----`;
  const end = `-----END ${label}-----`;
  const blocks: Uint8Array[] = [];
  for (let start = text.indexOf(begin); start !== -1; ) {
    const stop = text.indexOf(end, start);
    if (stop === -1) throw new TypeError(`a block ${label} has no end`);
    blocks.push(Buffer.from(text.slice(start + begin.length, stop), 'base64'));
    start = text.indexOf(begin, stop);
  }
  return blocks;
}

/** The same, each block as PEM. */
export function toPem(block: Uint8Array, label: string): string {
  const lines =
    Buffer.from(block)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
