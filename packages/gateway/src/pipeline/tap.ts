import type { RecordedMessage } from '@airside/domain';

/** Sees request and answer in full as they pass, without changing or delaying them. What it is given must not be kept: copies may. */
export interface Tap {
  /** What it sees is for the behaviour engine, and is not to be recorded. */
  readonly isForEngineOnly?: boolean;
  /** A part of the request's body has come. */
  requestData(chunk: Uint8Array): void;
  /** The answer's header fields as the caller gets them, names and values alternating. */
  responseHead(fields: readonly string[]): void;
  /** A part of the answer's body is sent to the caller. */
  responseData(chunk: Uint8Array): void;
  /** For the record: the request, of which these are the fields as they came (names and values alternating). */
  request(fields: readonly string[], isComplete: boolean): RecordedMessage;
  /** For the record: the answer of the upstream; undefined where none of it was sent. */
  response(isComplete: boolean): RecordedMessage | undefined;
}
