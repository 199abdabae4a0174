/** How far an answer has come. */
export interface AnswerState {
  /** Undefined until its head is there, and for what is no HTTP. */
  readonly status: number | undefined;
  /** Whether all of it is there; one without a length ends with its connection. */
  readonly complete: boolean;
}

const OPEN: AnswerState = { status: undefined, complete: false };

/**
 * Reads the bytes that came for one request (RFC 9112 sections 4, 6.3 and 7.1), answers such as `100 Continue` before the final one passed
 * over. `text` is a byte string.
 */
export function readAnswer(text: string, method: string): AnswerState {
  for (let start = 0; ; ) {
    const headEnd = text.indexOf('\r\n\r\n', start);
    if (headEnd === -1) return OPEN;
    const head = text.slice(start, headEnd);
    const found = /^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1];
    if (found === undefined) return OPEN;
    start = headEnd + 4;
    const status = Number(found);
    if (status >= 200 || status === 101) return { status, complete: isComplete(status, method, head.toLowerCase(), text, start) };
  }
}

function isComplete(status: number, method: string, head: string, text: string, bodyStart: number): boolean {
  if (method === 'HEAD' || status === 101 || status === 204 || status === 304) return true;
  if (/\r\ntransfer-encoding:[^\r\n]*chunked/.test(head)) return hasLastChunk(text, bodyStart);
  const length = /\r\ncontent-length:[ \t]*(\d{1,15})/.exec(head)?.[1];
  return length !== undefined && text.length - bodyStart >= Number(length);
}

function hasLastChunk(text: string, start: number): boolean {
  for (let at = start; ; ) {
    const lineEnd = text.indexOf('\r\n', at);
    const written = lineEnd === -1 ? undefined : /^[0-9a-fA-F]{1,8}/.exec(text.slice(at, Math.min(lineEnd, at + 16)))?.[0];
    if (written === undefined) return false;
    const size = Number.parseInt(written, 16);
    if (size === 0) return text.endsWith('\r\n\r\n');
    at = lineEnd + 2 + size + 2;
  }
}
