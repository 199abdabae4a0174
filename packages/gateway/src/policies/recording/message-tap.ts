import type { RecordedMessage } from '@airside/domain';
import { isJson, parseMediaType } from '@airside/openapi';

import { decodeBody, isKnownCoding } from '../../pipeline/decode-body.ts';
import type { Tap } from '../../pipeline/tap.ts';
import { redactBody } from '../../record/redact/body.ts';
import { redactFields } from '../../record/redact/fields.ts';

export interface MessageTapOptions {
  readonly bodies: 'none' | 'json' | 'text';
  /** Bytes of a body, as it was sent and without its content coding. */
  readonly maxBody: number;
  /** Fields that carry credentials, in lower case, whatever their names sound like. */
  readonly secretFields: ReadonlySet<string>;
  readonly isForEngineOnly?: boolean;
}

/** Keeps copies of request and answer as they pass, as far as they are to be recorded. */
export class MessageTap implements Tap {
  readonly isForEngineOnly: boolean;
  readonly #options: MessageTapOptions;
  readonly #request: Kept;
  readonly #response: Kept;
  #responseFields: readonly string[] | undefined;

  constructor(options: MessageTapOptions) {
    this.#options = options;
    this.isForEngineOnly = options.isForEngineOnly ?? false;
    this.#request = new Kept(options.maxBody);
    this.#response = new Kept(options.maxBody);
  }

  requestData(chunk: Uint8Array): void {
    if (this.#options.bodies !== 'none') this.#request.add(chunk);
  }

  responseHead(fields: readonly string[]): void {
    this.#responseFields = fields;
  }

  responseData(chunk: Uint8Array): void {
    if (this.#options.bodies !== 'none') this.#response.add(chunk);
  }

  request(fields: readonly string[], isComplete: boolean): RecordedMessage {
    return this.#message(fields, this.#request, isComplete);
  }

  response(isComplete: boolean): RecordedMessage | undefined {
    return this.#responseFields && this.#message(this.#responseFields, this.#response, isComplete);
  }

  #message(fields: readonly string[], kept: Kept, isComplete: boolean): RecordedMessage {
    const { secretFields, bodies } = this.#options;
    const headers = redactFields(fields, secretFields);
    if (bodies === 'none') return { headers };
    const fieldNamed = (name: string): string | undefined => headers.find(([each]) => each === name)?.[1];
    return { headers, ...this.#body(kept, fieldNamed('content-type'), fieldNamed('content-encoding'), isComplete) };
  }

  #body(kept: Kept, type: string | undefined, coding: string | undefined, isComplete: boolean): Pick<RecordedMessage, 'body' | 'omitted'> {
    const { bodies, maxBody } = this.#options;
    if (kept.bytes === 0) return isComplete ? {} : { omitted: 'not-complete' };
    if (!isChosen(type, bodies)) return { omitted: 'not-chosen' };
    if (kept.bytes > maxBody) return { omitted: 'too-large' };
    if (!isComplete) return { omitted: 'not-complete' };
    if (!isKnownCoding(coding)) return { omitted: 'encoding' };
    const decoded = decodeBody(kept.release(), coding, maxBody);
    if (typeof decoded === 'string') return { omitted: decoded };
    const text = textOf(decoded);
    return text === undefined ? { omitted: 'not-text' } : { body: redactBody(text, type) };
  }
}

/** The chunks of a body, as long as they are not too many. They are copied: what they are cut from may be used again or be much larger. */
class Kept {
  bytes = 0;
  readonly #most: number;
  #chunks: Uint8Array[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  add(chunk: Uint8Array): void {
    this.bytes += chunk.length;
    if (this.bytes <= this.#most) this.#chunks.push(Uint8Array.prototype.slice.call(chunk));
    else this.#chunks = [];
  }

  release(): Uint8Array {
    return this.#chunks.length === 1 ? (this.#chunks[0] as Uint8Array) : Buffer.concat(this.#chunks);
  }
}

const TEXT = new Set(['application/x-www-form-urlencoded', 'application/xml', 'application/graphql', 'application/x-ndjson']);

function isChosen(contentType: string | undefined, bodies: MessageTapOptions['bodies']): boolean {
  const media = contentType === undefined ? undefined : parseMediaType(contentType);
  if (media === undefined) return false;
  if (isJson(media)) return true;
  const name = `${media.type}/${media.subtype}`;
  return bodies === 'text' && (media.type === 'text' || TEXT.has(name) || media.subtype.endsWith('+xml'));
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}
