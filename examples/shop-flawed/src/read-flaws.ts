import { readFileSync } from 'node:fs';

import type { FlawId } from './flaws/index.ts';

/** A request of a demonstration. `{{url}}` in a body stands for the URL of the shop under test. */
export interface Exchange {
  /** User to log in as first, with the demo password; nobody where absent. */
  readonly as?: string;
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it stands, anything else as JSON. */
  readonly body?: unknown;
}

/** What the last answer looks like. */
export interface Expected {
  readonly status: number;
  /** A text that the body holds. */
  readonly contains?: string;
  /** A text that the body does not hold. */
  readonly lacks?: string;
  /** With `atOnce`: how many answers have the status. */
  readonly count?: number;
}

/** A flaw as flaws.json documents it: enough to see it, and to tell a finding from an invention. */
export interface DocumentedFlaw {
  readonly id: FlawId;
  readonly title: string;
  /** OWASP API Security Top 10 2023, such as `API1:2023`. */
  readonly owasp: string;
  /** Such as `CWE-639`. */
  readonly cwe: string;
  readonly operations: readonly string[];
  readonly what: string;
  readonly fix: string;
  readonly show: {
    /** Requests that come first, in order. */
    readonly before?: readonly Exchange[];
    readonly request: Exchange;
    /** How often the request is sent, one after the other. */
    readonly times?: number;
    /** How often the request is sent at the same moment. */
    readonly atOnce?: number;
  };
  readonly flawed: Expected;
  readonly sound: Expected;
}

/** The flaws of flaws.json. */
export function readFlaws(): readonly DocumentedFlaw[] {
  return JSON.parse(readFileSync(new URL('../flaws.json', import.meta.url), 'utf8')) as DocumentedFlaw[];
}
