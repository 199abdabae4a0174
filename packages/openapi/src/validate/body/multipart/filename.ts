/** Whether the name of a file is one that no server takes for a path, or cuts off: without separators, control characters and dots alone. */
export function isPlainFilename(name: string): boolean {
  for (let index = 0; index < name.length; index++) {
    const code = name.charCodeAt(index);
    if (code < 0x20 || code === 0x7f || code === SLASH || code === BACKSLASH) return false;
  }
  return name !== '.' && name !== '..' && name.length <= MOST_BYTES && !hasEncodedSeparator(name.toLowerCase());
}

const [SLASH, BACKSLASH] = [0x2f, 0x5c];
const MOST_BYTES = 255;

/** Some servers undo percent-encoding in it, as browsers write quotation marks that way. */
function hasEncodedSeparator(name: string): boolean {
  return ['%2f', '%5c', '%00'].some((encoded) => name.includes(encoded));
}
