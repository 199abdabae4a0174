import { DER_TAG, type DerElement, DerError, derChildren, readDer } from './der.ts';

/** What is looked at of a certificate's own bytes (RFC 5280 section 4.1), where a text form could be read in two ways. */
export interface ToBeSigned {
  /** Content octets in hexadecimal digits, as revocation lists name it. */
  readonly serialNumber: string;
  /** Encoded names in hexadecimal digits. */
  readonly issuer: string;
  readonly subject: string;
  /** Values of extensions by the content octets of their object id, in hexadecimal digits. */
  readonly extensions: ReadonlyMap<string, Uint8Array>;
}

/** More than any certificate has. */
const MOST_EXTENSIONS = 64;

/** @throws {DerError} when the bytes are no certificate. */
export function readToBeSigned(raw: Uint8Array): ToBeSigned {
  const [tbs] = derChildren(readDer(raw, DER_TAG.sequence));
  if (tbs?.tag !== DER_TAG.sequence) throw new DerError('not a certificate');
  const fields = [...derChildren(tbs)];
  const first = fields[0]?.tag === VERSION ? 1 : 0;
  const [serialNumber, , issuer, , subject] = fields.slice(first);
  if (serialNumber?.tag !== DER_TAG.integer || issuer?.tag !== DER_TAG.sequence || subject?.tag !== DER_TAG.sequence) {
    throw new DerError('not a certificate');
  }
  const extensions = fields.find(({ tag }) => tag === EXTENSIONS);
  return {
    serialNumber: hex(serialNumber.content),
    issuer: hex(issuer.encoded),
    subject: hex(subject.encoded),
    extensions: extensions === undefined ? new Map() : readExtensions(extensions),
  };
}

const VERSION = 0xa0;
const EXTENSIONS = 0xa3;

function readExtensions(wrapper: DerElement): ReadonlyMap<string, Uint8Array> {
  const values = new Map<string, Uint8Array>();
  for (const extension of derChildren(readDer(wrapper.content, DER_TAG.sequence))) {
    const parts = [...derChildren(extension)];
    const [id, value] = [parts[0], parts.at(-1)];
    if (id?.tag !== DER_TAG.objectId || value?.tag !== DER_TAG.octetString || parts.length > 3)
      throw new DerError('an extension is malformed');
    const key = hex(id.content);
    // RFC 5280 section 4.2: two of a kind could be read in two ways.
    if (values.has(key) || values.size === MOST_EXTENSIONS) throw new DerError('an extension is repeated, or there are too many');
    values.set(key, value.content);
  }
  return values;
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}
