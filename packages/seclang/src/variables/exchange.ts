import type { XmlDocument } from '../body/xml-document.ts';
import { type Entry, NO_ENTRIES } from './entry.ts';

/** The two ends of a connection, as text. */
export interface Connection {
  readonly clientAddress: string;
  readonly clientPort: number;
  readonly serverAddress: string;
  readonly serverPort: number;
}

/** The request as far as its head tells. All texts are byte strings as they came. */
export interface RequestHead {
  readonly method: string;
  /** The target as it stands on the request line. */
  readonly rawUri: string;
  /** The target without scheme and authority. */
  readonly uri: string;
  /** The path, decoded once. */
  readonly filename: string;
  /** What follows `?`; undefined without one. */
  readonly query: string | undefined;
  /** `HTTP/1.1`; `HTTP/0.9` if the request line had none. */
  readonly protocol: string;
  readonly line: string;
}

export const NO_REQUEST: RequestHead = { method: '', rawUri: '', uri: '', filename: '', query: undefined, protocol: '', line: '' };

/** What the parser of multipart bodies found to be wrong, by the name of the variable that tells it. */
export type MultipartFlag =
  | 'MULTIPART_BOUNDARY_QUOTED'
  | 'MULTIPART_BOUNDARY_WHITESPACE'
  | 'MULTIPART_CRLF_LF_LINES'
  | 'MULTIPART_DATA_AFTER'
  | 'MULTIPART_DATA_BEFORE'
  | 'MULTIPART_FILE_LIMIT_EXCEEDED'
  | 'MULTIPART_HEADER_FOLDING'
  | 'MULTIPART_INVALID_HEADER_FOLDING'
  | 'MULTIPART_INVALID_PART'
  | 'MULTIPART_INVALID_QUOTING'
  | 'MULTIPART_LF_LINE'
  | 'MULTIPART_MISSING_SEMICOLON'
  | 'MULTIPART_STRICT_ERROR'
  | 'MULTIPART_UNMATCHED_BOUNDARY';

export interface UploadedFile {
  /** Name of the form field. */
  readonly field: string;
  /** Name the client gave the file. */
  readonly filename: string;
  readonly bytes: number;
  readonly content: string;
}

/** The body of a request, taken apart by its processor. */
export interface RequestBody {
  /** For `REQUEST_BODY`; undefined where rules shall not see the raw body. */
  readonly text: string | undefined;
  readonly bytes: number;
  readonly args: readonly Entry[];
  readonly files: readonly UploadedFile[];
  /** Key: name of the part; value: one header line of it. */
  readonly partHeaders: readonly Entry[];
  /** The flags that are set; 2 for a boundary without match that may be data. */
  readonly multipart: ReadonlyMap<MultipartFlag, 1 | 2>;
  /** Text and attribute values of an XML document; the document itself where rules select from it by paths. */
  readonly xml: { readonly text: readonly string[]; readonly attributes: readonly string[]; readonly document?: XmlDocument } | undefined;
  /** Why the body could not be read. */
  readonly error: string | undefined;
}

export const NO_BODY: RequestBody = {
  text: undefined,
  bytes: 0,
  args: NO_ENTRIES,
  files: [],
  partHeaders: NO_ENTRIES,
  multipart: new Map(),
  xml: undefined,
  error: undefined,
};

export interface ResponseHead {
  readonly status: number;
  readonly protocol: string;
}

/** A variable that an operator accepted. */
export interface MatchedVariable {
  /** `ARGS:id`, `REQUEST_LINE`. */
  readonly name: string;
  /** As the operator saw it, after its transformations. */
  readonly value: string;
}
