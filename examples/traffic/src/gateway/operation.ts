import type { Header } from '../device/device.ts';
import type { Draw } from '../draw.ts';
import type { Client } from './client.ts';

/** What a server answers with. A body that is a text is sent as it is, anything else as JSON. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** Milliseconds beyond what the operation usually takes. */
  readonly extraMs?: number;
  /** Bytes of a body that is not recorded: files, streams. */
  readonly bytes?: number;
  /** How long the connection stayed open; for streams. */
  readonly openMs?: number;
  readonly requestBytes?: number;
}

/** A request as the server sees it. */
export interface ServerCall {
  readonly client: Client;
  readonly nowMs: number;
  readonly draw: Draw;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Members of the body where it is an object, else the whole under ''. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Fields beside those that the client always sends. */
  readonly headers: readonly Header[];
  readonly stream: Stream | undefined;
}

/** What goes over a connection that stays open. */
export interface Stream {
  readonly openMs: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

export interface Operation {
  readonly api: ApiProfile;
  readonly id: string;
  readonly method: string;
  /** Path with `{name}` for parameters. */
  readonly template: string;
  /** Names that the definition has. */
  readonly query?: readonly string[];
  readonly body?: readonly string[];
  /** Needs no credential. */
  readonly open?: boolean;
  readonly form?: boolean;
  /** Header fields that every client of it sends beside its usual ones. */
  readonly fields?: readonly Header[];
  /** What it takes, usually. */
  readonly latencyMs: number;
  answer(call: ServerCall): Answer;
}

/** An API as the gateway knows it. */
export interface ApiProfile {
  readonly id: string;
  readonly host: string;
  readonly origin: string;
  /** Whether Airside has its definition; operations and templates are recorded only then. */
  readonly defined: boolean;
  /** What is done about requests that do not fit the definition. */
  readonly contract: 'none' | 'report' | 'enforce';
  /** Requests a minute that a caller may make. */
  readonly perMinute: number;
  /** Whether the server keeps its callers apart by a cookie of its own. */
  readonly cookies: boolean;
}

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export function problem(status: number, title: string): Answer {
  return { status, body: { type: `https://errors.example/${title.toLowerCase().replaceAll(' ', '-')}`, title, status } };
}

export const notFound = (): Answer => problem(404, 'Not found');
