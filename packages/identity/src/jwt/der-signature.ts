const SEQUENCE = 0x30;
const INTEGER = 0x02;
const LONG_FORM_OF_ONE_BYTE = 0x81;

/**
 * An ECDSA signature as the platform likes it best, a DER sequence of two integers (RFC 3279 section 2.2.3), out of the two numbers side by
 * side that JWS has (RFC 7518 section 3.4), each of so many bytes. Undefined where it has another length.
 */
export function derSignature(signature: Uint8Array, numberBytes: number): Uint8Array | undefined {
  if (signature.length !== 2 * numberBytes) return undefined;
  const r = significant(signature.subarray(0, numberBytes));
  const s = significant(signature.subarray(numberBytes));
  const length = r.length + s.length + padding(r) + padding(s) + 4;
  const head = length < 0x80 ? [SEQUENCE, length] : [SEQUENCE, LONG_FORM_OF_ONE_BYTE, length];
  const der = new Uint8Array(head.length + length);
  der.set(head);
  write(s, der, write(r, der, head.length));
  return der;
}

function significant(number: Uint8Array): Uint8Array {
  let start = 0;
  while (start < number.length - 1 && number[start] === 0) start++;
  return number.subarray(start);
}

/** Integers have a sign: one whose first bit is set needs a zero before it. */
function padding(number: Uint8Array): 0 | 1 {
  return (number[0] ?? 0) >= 0x80 ? 1 : 0;
}

function write(number: Uint8Array, der: Uint8Array, at: number): number {
  const start = at + 2 + padding(number);
  der[at] = INTEGER;
  der[at + 1] = number.length + padding(number);
  der.set(number, start);
  return start + number.length;
}
