import { promisify } from 'node:util';
import { crc32, deflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';

import { decodeTree, encodeTree } from '../../saved/tree.ts';

/**
 * A file of sections: 16 bytes that say what it is, its version, a mark that shows the order of bytes; for each section the lengths of its name, of its content and of that
 * when deflated, the CRC-32 of these and of what follows, and name and deflated content; and an empty section `end` at the end, without which the file is not whole. Numbers have 32 bits, little-endian.
 */
const MAGIC = 'airside-behavior';
const VERSION = 4;
/** Of this one sections are the same; what is in some of them is not. Two bits of it differ, so that a bit that is wrong makes no other version. */
const BEFORE = 2;
const BYTE_ORDER = 0x01020304;
const HEAD_BYTES = 24;
const SECTION_BYTES = 16;
const CHECKSUM_AT = 12;
const LONGEST_NAME = 200;
const LARGEST_SECTION = 512 * 1024 * 1024;
const LARGEST_STATE = 8 * 1024 * 1024 * 1024;
const MOST_SECTIONS = 100_000;
const END = 'end';
const LEVEL = { level: 1 };
const deflate = promisify(deflateRaw);

/** Something that is saved by itself: a name that says what it is of, and a tree of JSON values and columns. */
export interface Section {
  readonly name: string;
  readonly value: unknown;
}

/** Sections as one file. */
export function packState(sections: Iterable<Section>): Uint8Array {
  const parts = [head()];
  for (const { name, value } of sections) {
    const content = encodeTree(value);
    parts.push(packed(name, content.length, deflateRawSync(content, LEVEL)));
  }
  return Buffer.concat([...parts, end()]);
}

/**
 * The same, part after part. What takes longest is done outside of the thread that asks, and between two sections it is free to do other things. Nothing more of the sections
 * is made than what is asked for.
 */
export async function* packStateInParts(sections: Iterable<Section>): AsyncGenerator<Uint8Array> {
  yield head();
  for (const { name, value } of sections) {
    const content = encodeTree(value);
    yield packed(name, content.length, await deflate(content, LEVEL));
  }
  yield end();
}

/** The sections of a file, which is looked through as a whole before the first one is given. Throws an Error that says what is wrong with it. */
export function unpackState(file: Uint8Array): Iterable<Section> {
  const places = placesIn(file);
  return {
    *[Symbol.iterator]() {
      for (const { name, rawBytes, from, to } of places) yield { name, value: contentOf(name, rawBytes, file.subarray(from, to)) };
    },
  };
}

/** Whether a file of sections is of the version before, in which windows of single callers are kept in another way. */
export function isVersion2(file: Uint8Array): boolean {
  return isState(file) && file[MAGIC.length] === BEFORE;
}

/** Whether bytes begin as a file of sections does, of whatever version. */
function isState(file: Uint8Array): boolean {
  return textIn(file, 0, MAGIC.length) === MAGIC;
}

interface Place {
  readonly name: string;
  readonly rawBytes: number;
  readonly from: number;
  readonly to: number;
}

function placesIn(file: Uint8Array): readonly Place[] {
  if (!isState(file) || file.length < HEAD_BYTES) throw new Error('this is not the saved state of a behaviour engine');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const version = view.getUint32(16, true);
  if (version !== VERSION && version !== BEFORE)
    throw new Error(`this saved state of a behaviour engine has version ${version}, expected ${VERSION} or ${BEFORE}`);
  if (new Uint32Array(new Uint8Array(file.subarray(20, HEAD_BYTES)).buffer)[0] !== BYTE_ORDER)
    throw new Error('this saved state comes from a machine with another order of bytes');
  const places: Place[] = [];
  let rawBytes = 0;
  for (let at = HEAD_BYTES; ; ) {
    if (at + SECTION_BYTES > file.length) throw new Error(`this saved state ends at byte ${file.length}, before it is whole`);
    const place = placeAt(file, view, at);
    rawBytes += place.rawBytes;
    at = place.to;
    if (place.name === END) {
      if (at !== file.length) throw new Error(`this saved state goes on at byte ${at}, after its end`);
      return places;
    }
    if (places.length >= MOST_SECTIONS || rawBytes > LARGEST_STATE)
      throw new Error(`this saved state has more than ${MOST_SECTIONS} sections or ${LARGEST_STATE} bytes`);
    places.push(place);
  }
}

function placeAt(file: Uint8Array, view: DataView, at: number): Place {
  const [nameBytes, rawBytes, deflatedBytes, checksum] = [0, 4, 8, 12].map((offset) => view.getUint32(at + offset, true));
  const start = at + SECTION_BYTES;
  const from = start + (nameBytes ?? 0);
  const to = from + (deflatedBytes ?? 0);
  if ((nameBytes ?? 0) > LONGEST_NAME || (rawBytes ?? 0) > LARGEST_SECTION || to > file.length)
    throw new Error(`this saved state is damaged or cut off: the section at byte ${at} is longer than it can be`);
  if (crc32(file.subarray(start, to), crc32(file.subarray(at, at + CHECKSUM_AT))) !== checksum)
    throw new Error(`this saved state is damaged: the checksum of the section at byte ${at} is wrong`);
  return { name: textIn(file, start, from), rawBytes: rawBytes ?? 0, from, to };
}

function contentOf(name: string, rawBytes: number, deflated: Uint8Array): unknown {
  try {
    const content = inflateRawSync(deflated, { maxOutputLength: Math.max(1, rawBytes) });
    if (content.length !== rawBytes) throw new Error(`${rawBytes} bytes expected, ${content.length} found`);
    return decodeTree(content);
  } catch (error) {
    throw new Error(`the section ${JSON.stringify(name)} of this saved state is damaged: ${(error as Error).message}`, { cause: error });
  }
}

function head(): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES);
  bytes.set(Buffer.from(MAGIC));
  new DataView(bytes.buffer).setUint32(MAGIC.length, VERSION, true);
  new Uint32Array(bytes.buffer, 20, 1)[0] = BYTE_ORDER;
  return bytes;
}

function packed(name: string, rawBytes: number, deflated: Uint8Array): Uint8Array {
  if (rawBytes > LARGEST_SECTION) throw new Error(`the section ${name} has ${rawBytes} bytes, and may have ${LARGEST_SECTION}`);
  const body = Buffer.concat([Buffer.from(name), deflated]);
  const numbers = Buffer.alloc(SECTION_BYTES);
  for (const [index, number] of [body.length - deflated.length, rawBytes, deflated.length].entries())
    numbers.writeUInt32LE(number, 4 * index);
  numbers.writeUInt32LE(crc32(body, crc32(numbers.subarray(0, CHECKSUM_AT))), CHECKSUM_AT);
  return Buffer.concat([numbers, body]);
}

function end(): Uint8Array {
  return packed(END, 0, new Uint8Array());
}

function textIn(file: Uint8Array, from: number, to: number): string {
  return Buffer.from(file.buffer, file.byteOffset + from, Math.max(0, Math.min(to, file.length) - from)).toString();
}
