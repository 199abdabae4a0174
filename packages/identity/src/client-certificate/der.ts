/** One element of DER (ITU-T X.690 section 10): views into the bytes it was read from. */
export interface DerElement {
  /** Identifier octet. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** The element as a whole, as it is signed. */
  readonly encoded: Uint8Array;
}

export const DER_TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectId: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
};

/** What was read is not DER, or not what was expected. Messages hold nothing of the content. */
export class DerError extends Error {}

/**
 * The element that makes up these bytes, of the tag that is expected.
 *
 * @throws {DerError} when it is another, or something follows.
 */
export function readDer(bytes: Uint8Array, tag: number): DerElement {
  const element = elementAt(bytes, 0);
  if (element.encoded.length !== bytes.length) throw new DerError('something follows the end of the structure');
  if (element.tag !== tag) throw new DerError(`found tag ${element.tag} where ${tag} is expected`);
  return element;
}

/** The elements within a constructed one, in order; read one by one, so that a long list costs no more memory than what is kept of it. */
export function* derChildren({ content }: DerElement): Generator<DerElement, void> {
  for (let offset = 0; offset < content.length; ) {
    const element = elementAt(content, offset);
    yield element;
    offset += element.encoded.length;
  }
}

/** The milliseconds since 1970 of a `Time` (RFC 5280 section 4.1.2.5): in UTC, to the second. */
export function derTime({ tag, content }: DerElement): number {
  const text = Buffer.from(content).toString('latin1');
  const parts = tag === DER_TAG.utcTime ? /^(\d{2})(\d{10})Z$/.exec(text) : /^(\d{4})(\d{10})Z$/.exec(text);
  if (parts === null || (tag !== DER_TAG.utcTime && tag !== DER_TAG.generalizedTime)) throw new DerError('a time is malformed');
  const [, year = '', rest = ''] = parts;
  const century = year.length === 4 ? '' : Number(year) >= 50 ? '19' : '20';
  const [month, day, hour, minute, second] = rest.match(/../g) ?? [];
  const time = Date.parse(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time)) throw new DerError('a time is malformed');
  return time;
}

function elementAt(bytes: Uint8Array, start: number): DerElement {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined) throw new DerError('the structure ends too early');
  if ((tag & 0x1f) === 0x1f) throw new DerError('tags of several octets are not used in certificates');
  let offset = start + 2;
  let length = first;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    // No length at all is BER; five octets and more are beyond any certificate.
    if (octets === 0 || octets > 4) throw new DerError('a length is indefinite or too long');
    length = 0;
    for (const octet of bytes.subarray(offset, offset + octets)) length = length * 256 + octet;
    offset += octets;
    if (length < 0x80 || length < 256 ** (octets - 1)) throw new DerError('a length is not in its shortest form');
  }
  const end = offset + length;
  if (end > bytes.length) throw new DerError('the structure ends too early');
  return { tag, content: bytes.subarray(offset, end), encoded: bytes.subarray(start, end) };
}
