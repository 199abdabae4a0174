import type { IncomingMessage } from 'node:http';

import type { RuleSet } from '../compile/rule-set.ts';
import { createEngine, type Engine } from '../inspect/engine.ts';
import type { MatchedRule } from '../inspect/matched-rule.ts';
import type { Transaction } from '../inspect/transaction.ts';

/** How an adapter applies rules; all of it may be left out. */
export interface SecLangOptions {
  /** `block` does what the rules say; `detect` reports and stops nothing. Default `block`. */
  readonly mode?: 'block' | 'detect';
  /** Bytes of a request body that are held in memory to be inspected; `SecRequestBodyLimit` counts where it is less. Default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** What becomes of a larger body: 413, or its beginning is inspected and it passes. By default as `SecRequestBodyLimitAction` says. */
  readonly oversized?: 'refuse' | 'inspect-start';
  /** What becomes of a body with a Content-Encoding, which nobody can search: 415, or it passes without a look. Default `refuse`. */
  readonly encoded?: 'refuse' | 'pass';
  /** Runs the phases of the response, and holds back bodies of the types of `SecResponseBodyMimeType`. Default false. */
  readonly responses?: boolean;
  /** The address of the caller, where a proxy in front knows it better than the socket. */
  readonly clientAddress?: (request: IncomingMessage) => string;
  /** Called for each rule that matched and is reported, when the exchange has ended. */
  readonly onMatch?: (matched: MatchedRule, transaction: Transaction, request: IncomingMessage) => void;
  /** Called when an exchange has ended and its logging phase has run: the time for `auditRecord`. */
  readonly onEnd?: (transaction: Transaction, request: IncomingMessage) => void;
  /** Called when inspection failed; the request was refused with status 500. Without it the error becomes a warning of the process. */
  readonly onError?: (error: unknown, request: IncomingMessage) => void;
}

/** A rule set at work under some options. */
export interface Guard {
  readonly engine: Engine;
  readonly options: SecLangOptions;
  readonly maxBodyBytes: number;
  readonly isBlocking: boolean;
}

const DEFAULT_MAX_BODY_BYTES = 1 << 20;

/** Throws a RangeError for a `maxBodyBytes` that is no whole number of 1 or more. */
export function guardOf(rules: RuleSet | Engine, options: SecLangOptions): Guard {
  const engine = 'transaction' in rules ? rules : createEngine(rules);
  const { maxBodyBytes = DEFAULT_MAX_BODY_BYTES } = options;
  if (!Number.isSafeInteger(maxBodyBytes) || maxBodyBytes < 1) {
    throw new RangeError(`secLang: maxBodyBytes is ${maxBodyBytes}; expected a whole number of 1 or more`);
  }
  return { engine, options, maxBodyBytes, isBlocking: options.mode !== 'detect' && engine.ruleSet.settings.engine === 'On' };
}

/** Tells of a failed inspection. Never throws. */
export function tellError({ options }: Guard, error: unknown, request: IncomingMessage): void {
  try {
    if (options.onError !== undefined) options.onError(error, request);
    else process.emitWarning(error instanceof Error ? error : String(error));
  } catch (failure) {
    process.emitWarning(failure instanceof Error ? failure : String(failure));
  }
}
