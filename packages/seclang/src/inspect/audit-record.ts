import type { Entry } from '../variables/entry.ts';
import { lowerKey } from '../variables/entry.ts';
import { alertLines } from './alert.ts';
import { LEFT_OUT, withoutSecrets } from './audit-secrets.ts';
import type { MatchedRule } from './matched-rule.ts';
import type { Transaction } from './transaction.ts';

/** Header fields by name and value, in their order. */
export type AuditHeaders = readonly (readonly [name: string, value: string])[];

/** What is written down of a transaction, in the parts that `SecAuditLogParts` names. Texts are byte strings. */
export interface AuditRecord {
  readonly transaction: {
    readonly id: string;
    readonly timestamp: string;
    readonly clientAddress: string;
    readonly clientPort: number;
    readonly serverAddress: string;
    readonly serverPort: number;
  };
  readonly request: {
    readonly line: string;
    /** Part B. */
    readonly headers?: AuditHeaders;
    /** Part C, or I: as far as rules saw the raw body. */
    readonly body?: string;
  };
  readonly response: {
    readonly status: number | undefined;
    /** Part F. */
    readonly headers?: AuditHeaders;
    /** Part E. */
    readonly body?: string;
  };
  /** Part H. */
  readonly messages?: readonly AuditMessage[];
  /** Part J: files without their content. */
  readonly files?: readonly { readonly field: string; readonly filename: string; readonly bytes: number }[];
}

export interface AuditMessage {
  readonly id: number;
  readonly msg: string;
  readonly data: string;
  readonly severity: number | undefined;
  readonly tags: readonly string[];
  readonly alerts: readonly string[];
}

/** A set of names, or what decides about one. */
export type Names = Pick<ReadonlySet<string>, 'has'>;

export interface AuditOptions {
  /** Header fields, by their name in lower case, whose values are left out wherever they show; by default those that carry credentials. */
  readonly secretHeaders?: Names;
  /** Arguments, by their name as `ARGS` has it, whose values are left out of what rules say; none by default. */
  readonly secretArguments?: Names;
}

const NO_ARGUMENTS: Names = new Set();
const SECRET_HEADERS: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key']);

/**
 * The audit record of a transaction, to be asked for after `logging`. Undefined when the rules want none: the audit is off, or it is for
 * relevant transactions only and neither a rule with `auditlog` matched nor is the status one of `SecAuditLogRelevantStatus`.
 */
export function auditRecord(transaction: Transaction, options: AuditOptions = {}): AuditRecord | undefined {
  const { state } = transaction;
  const audited = transaction.matchedRules.filter(({ auditLog }) => auditLog);
  if (state.controls.audit === 'Off') return undefined;
  if (state.controls.audit === 'RelevantOnly' && audited.length === 0 && !transaction.hasRelevantStatus) return undefined;
  const secret = options.secretHeaders ?? SECRET_HEADERS;
  const secrets = { headers: secret, arguments: options.secretArguments ?? NO_ARGUMENTS };
  const part = <T>(letters: string, make: () => T | undefined): T | undefined =>
    [...letters].some((letter) => state.controls.auditParts.includes(letter)) ? make() : undefined;
  return dropUndefined({
    transaction: { id: state.id, timestamp: new Date(state.startedAtMs).toISOString(), ...state.connection },
    request: dropUndefined({
      line: state.request.line,
      headers: part('B', () => headers(state.requestHeaders, secret)),
      body: part('CI', () => state.body.text),
    }),
    response: dropUndefined({
      status: transaction.interruption?.status ?? state.response?.status,
      headers: part('F', () => headers(state.responseHeaders, secret)),
      body: part('E', () => state.responseText),
    }),
    messages: part('H', () => audited.map(withoutSecrets(state, secrets)).map((matched) => message(transaction, matched))),
    files: part('J', () => state.body.files.map(({ field, filename, bytes }) => ({ field, filename, bytes }))),
  });
}

function headers(entries: readonly Entry[], secret: Names): AuditHeaders {
  return entries.map(({ key, value }) => [key, secret.has(lowerKey(key)) ? LEFT_OUT : value] as const);
}

function message(transaction: Transaction, matched: MatchedRule): AuditMessage {
  const { id, msg, data, severity, tags } = matched;
  return { id, msg, data, severity, tags, alerts: alertLines(transaction, matched) };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function dropUndefined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
