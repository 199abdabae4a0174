import type { Exchange, Subject } from '@airside/domain';

/** Where in the request a parameter stands. */
export const PLACES = ['path', 'query', 'header', 'cookie', 'body'] as const;

export type Place = (typeof PLACES)[number];

/** A value that the caller sent. Decoded, bounded in length; text of callers, hostile all of it. */
export interface Parameter {
  readonly place: Place;
  /** Name; for a body the path of names to a leaf, `items[].price`. */
  readonly name: string;
  readonly value: string;
  /** How the value was written where the place has types (JSON); `text` elsewhere. */
  readonly written: 'text' | 'number' | 'boolean' | 'null';
}

/**
 * How it ended. `success`: 2xx or 3xx of the API. `rejected`: 4xx of the API. `refused`: the gateway said no. `error`: 5xx of the API, or of the
 * gateway where no answer was to be had. `gone`: the caller went away first. `sanctioned`: the gateway said no for what the caller had done before, whatever it asked for now. Only `success` counts
 * towards access; `rejected` and `refused` tell of probing.
 */
export type Outcome = 'success' | 'rejected' | 'refused' | 'error' | 'gone' | 'sanctioned';

/** An attempt to log in: a request with a password, or a credential that the gateway refused. */
export interface Login {
  /** The name that was given; '' where the record does not tell. */
  readonly user: string;
  readonly succeeded: boolean;
}

/** What an answer brought. */
export interface Answer {
  /** Ids of objects in the body, `name=value` with the name of the resource or field they stand for; bounded. */
  readonly objects: readonly string[];
  /** Names of fields, as paths. */
  readonly fields: readonly string[];
  /** A number that answers with the same fields in the same order have in common, as long as the process runs; absent where nobody made one. */
  readonly shape?: number;
  /** How many entries its lists have. */
  readonly records: number;
  /** How many values are personal data. */
  readonly personal: number;
}

/** One exchange as the engine sees it, taken apart once for all indicators. What is costly is made when it is first asked for. */
export interface Call {
  readonly exchange: Exchange;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
  /** Id of the API; the host where no API is known. */
  readonly api: string;
  /** `METHOD /template`, with a learned template where no definition gives one. Unique within the API. */
  readonly operation: string;
  readonly outcome: Outcome;
  /** Who called, by the name that tells callers apart best: user, credential, session, token, else address. Key of a subject. */
  readonly caller: string;
  /** All names of the caller, `caller` among them, at most one of a kind. */
  readonly subjects: readonly Subject[];
  readonly parameters: readonly Parameter[];
  /** Whether these are all of them: not where the body is not on record, or has more than is read of one. What is absent then says nothing. */
  readonly isWhole: boolean;
  /** Ids of objects that the request names, as `Answer.objects` has them. */
  readonly objects: readonly string[];
  readonly login: Login | undefined;
  readonly answer: Answer | undefined;
}
