import type { JsonObject, JsonValue } from '../../json.ts';

/** What traffic tells of one API: a copy that later traffic does not change. Times are milliseconds since 1970. */
export interface ObservedApi {
  /** Id of the API, else the host, else ''. */
  readonly name: string;
  /** Id of the API; null where no record names it. */
  readonly api: string | null;
  /** Hosts under which its endpoints were called, most calls first. */
  readonly hosts: readonly string[];
  /** Calls of all endpoints. */
  readonly calls: number;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** In the order of their templates, then of their methods. */
  readonly endpoints: readonly ObservedEndpoint[];
  readonly noise: ObservedNoise;
  /** What was cut, as a bound was reached: sentences. */
  readonly capped: readonly string[];
}

/** Calls that told of no endpoint. */
export interface ObservedNoise {
  readonly calls: number;
  /** Of these, refused by the gateway. */
  readonly refused: number;
  /** 0 stands for no answer. */
  readonly statuses: readonly Counted<number>[];
  /** Method and path, most calls first; the most frequent ones only, and lower bounds of their calls. */
  readonly paths: readonly Counted<string>[];
}

export interface Counted<T> {
  readonly value: T;
  readonly calls: number;
}

export interface ObservedEndpoint {
  /** Upper case. */
  readonly method: string;
  /** From the root of the host: `/v1/orders/{orderId}`. */
  readonly template: string;
  readonly calls: number;
  /** Calls that were answered with success or a redirection: what is known of requests is known from these. */
  readonly accepted: number;
  /** Calls that the gateway refused; they are not among the others. */
  readonly refused: number;
  readonly parameters: readonly ObservedParameter[];
  /** Undefined where no body was ever sent. */
  readonly requestBody: ObservedBody | undefined;
  /** In the order of their statuses. */
  readonly responses: readonly ObservedResponse[];
  /**
   * The credentials of accepted calls, most calls first: names of one call together, none for a call without. Undefined where no record tells
   * which were shown.
   */
  readonly credentials: readonly Counted<readonly string[]>[] | undefined;
  readonly callers: ObservedCallers;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  /** Names of what was cut, as a bound was reached: `query`, `headers`, `cookies`, `bodies`, `statuses`, `media types`, `credentials`. */
  readonly capped: readonly string[];
}

export interface ObservedParameter {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly name: string;
  /** Accepted calls that had it. */
  readonly calls: number;
  /** All calls had it, and they were enough to say so. */
  readonly required: boolean;
  /** How a list is written: true for repetition, false for commas; undefined for what is no list. */
  readonly explode: boolean | undefined;
  /** JSON Schema 2020-12 of its values. */
  readonly schema: JsonObject;
  /** A value of the same form, made up where the values themselves may be anybody's. */
  readonly example: JsonValue | undefined;
}

export interface ObservedBody {
  readonly required: boolean;
  readonly content: readonly ObservedContent[];
}

export interface ObservedContent {
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly count: number;
  /** Bodies that the schema was made from. */
  readonly sampled: number;
  /** JSON Schema 2020-12; undefined where bodies are not recorded or not JSON and no form. */
  readonly schema: JsonObject | undefined;
}

export interface ObservedResponse {
  readonly status: number;
  readonly calls: number;
  readonly content: readonly ObservedContent[];
}

/** Those whose calls reached the endpoint: who was turned away with 401, 403 or 404 is not among them. */
export interface ObservedCallers {
  /** How many there are: exact for a few, an estimate for many. */
  readonly distinct: number;
  /** Those with most calls. */
  readonly top: readonly Counted<string>[];
}
