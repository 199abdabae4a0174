/** Whether an odd number of a byte's eight bits are ones. */
export function hasOddParity(byte: number): boolean {
  const folded = (byte ^ (byte >> 4)) & 0xf;
  return ((0x6996 >> folded) & 1) === 1;
}
