/** A peer that does not keep to the base protocol: nothing that follows can be understood. */
export class FramingError extends Error {}

const MOST_HEADER_BYTES = 4096;
const MOST_BODY_BYTES = 32 * 1024 * 1024;
const HEADER_END = '\r\n\r\n';

/**
 * The bodies of messages in a stream of the base protocol of the Language Server Protocol (3.17): header fields, an empty line, and as many
 * bytes as `Content-Length` says.
 * @throws {FramingError} for a header without a length, and for a header or body that is too large
 */
export async function* messageBodies(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let have = 0;
  /** Bytes that the message being read needs; undefined while its header is not complete. */
  let need: number | undefined;
  for await (const chunk of stream) {
    parts.push(chunk);
    have += chunk.length;
    while (need === undefined || have >= need) {
      const buffer = Buffer.concat(parts, have);
      parts = [buffer];
      if (need === undefined) {
        const end = buffer.subarray(0, MOST_HEADER_BYTES).indexOf(HEADER_END, 0, 'latin1');
        if (end === -1 && have >= MOST_HEADER_BYTES) throw new FramingError('the header of a message is too long');
        if (end === -1) break;
        need = end + HEADER_END.length + lengthIn(buffer.toString('latin1', 0, end));
        continue;
      }
      const start = buffer.indexOf(HEADER_END, 0, 'latin1') + HEADER_END.length;
      yield buffer.toString('utf8', start, need);
      parts = [buffer.subarray(need)];
      have -= need;
      need = undefined;
    }
  }
}

/** A message as the base protocol sends it. */
export function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}${HEADER_END}${body}`;
}

function lengthIn(header: string): number {
  const length = header
    .split('\r\n')
    .map((line) => /^content-length: *(\d{1,9})$/i.exec(line)?.[1])
    .find((found) => found !== undefined);
  if (length === undefined) throw new FramingError('a message has no Content-Length');
  if (Number(length) > MOST_BODY_BYTES) throw new FramingError(`a message is longer than ${MOST_BODY_BYTES} bytes`);
  return Number(length);
}
