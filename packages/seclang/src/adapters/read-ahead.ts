import type { IncomingMessage } from 'node:http';

/** The beginning of a body. It has been put back, so that whoever reads the request afterwards finds all of it. */
export interface ReadAhead {
  readonly body: Buffer;
  /** The body is longer than what was asked for. */
  readonly isCutOff: boolean;
}

/** Whether a request announces a body (RFC 9112, section 6.3). Later versions of HTTP frame bodies without saying so ahead. */
export function mayHaveBody({ headers, httpVersionMajor }: IncomingMessage): boolean {
  if (httpVersionMajor > 1 || headers['transfer-encoding'] !== undefined) return true;
  return headers['content-length'] !== undefined && headers['content-length'] !== '0';
}

/**
 * Reads the body of a request, `maxBytes` of it at most, and puts it back. Undefined when the client went away before its end. How long it may
 * take is bounded by the server's `requestTimeout`.
 */
export function readAhead(request: IncomingMessage, maxBytes: number): Promise<ReadAhead | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const announced = Number(request.headers['content-length'] ?? Number.NaN);
    const finish = (result: ReadAhead | undefined): void => {
      request.off('readable', onReadable).off('close', onGone).off('error', onGone);
      resolve(result);
    };
    const onGone = (): void => finish(undefined);
    // To read at the end of an empty body would end the stream before whoever comes next listens for it.
    const isEmpty = (): boolean => request.complete && request.readableLength === 0 && bytes === 0;
    const onReadable = (): void => {
      if (isEmpty()) {
        finish({ body: Buffer.alloc(0), isCutOff: false });
        return;
      }
      for (let chunk: unknown = request.read(); chunk instanceof Buffer; chunk = request.read()) {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes > maxBytes) break;
      }
      const isCutOff = bytes > maxBytes;
      if (!request.complete && bytes !== announced && !isCutOff) return;
      const all = Buffer.concat(chunks, bytes);
      // Within the same tick as the last read: the stream has not said yet that it ended, and takes back what was read.
      if (bytes > 0) request.unshift(all);
      finish({ body: isCutOff ? all.subarray(0, maxBytes) : all, isCutOff });
    };
    // The parser stands behind the head, maybe in the middle of a packet; once it is through it is known whether anything is to be read.
    process.nextTick(() => {
      if (request.destroyed) onGone();
      else if (isEmpty()) onReadable();
      else request.on('readable', onReadable).once('close', onGone).once('error', onGone);
    });
  });
}
