/** A hash of 32 bits over at most 256 characters of a text: FNV-1a, mixed at the end (MurmurHash3's finaliser). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  const length = Math.min(text.length, 256);
  for (let index = 0; index < length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
