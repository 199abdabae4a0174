import { randomUUID } from 'node:crypto';

import type { RuleSet } from '../compile/program.ts';
import type { Entry } from '../variables/entry.ts';
import { lowerKey } from '../variables/entry.ts';
import type { Connection, RequestBody } from '../variables/exchange.ts';
import { type Controls, type Exclusions, type OpenCollection, State } from '../variables/state.ts';
import { byteString } from './bytes.ts';
import type { Interruption, MatchedRule } from './matched-rule.ts';
import { readBody } from './read-body.ts';
import { readHead } from './read-head.ts';
import { requestHead } from './request-target.ts';
import { type PhaseEnd, runPhase } from './run-phase.ts';
import { Selections } from './selected.ts';
import { Summaries } from './summaries.ts';

export interface TransactionOptions {
  /** For `UNIQUE_ID` and reports; a random UUID by default. */
  readonly id?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Variables of `TX` that are there before the first rule: what the host of the engine knows of the exchange. */
  readonly tx?: Readonly<Record<string, string>>;
  /** What the settings of the rule set say otherwise, for this transaction alone. */
  readonly controls?: Partial<Controls>;
  /** What `excluding` has made for this rule set. */
  readonly exclusions?: Exclusions;
  /** Which media types of responses have their body looked at, by their name in lower case; `SecResponseBodyMimeType` where absent. */
  readonly inspectsResponseType?: (mediaType: string) => boolean;
}

/**
 * One exchange on its way through the rules. Steps are taken in the order of the exchange: `connection`, `requestLine`, `requestHeader`
 * (each), `requestHeaders`, `requestBody`, `responseHeaders`, `responseBody`, `logging`. The four that run rules answer with an interruption
 * when a rule asks to stop the exchange; from then on only `logging` does anything. All texts are byte strings (latin1).
 */
export class Transaction {
  readonly #ruleSet: RuleSet;
  readonly #inspectsResponseType: TransactionOptions['inspectsResponseType'];
  readonly #state: State;
  readonly #selections: Selections;
  readonly #summaries: Summaries;
  readonly #requestHeaders: Entry[] = [];
  readonly #matched: MatchedRule[] = [];
  #lastPhase = 0;
  #interruption: Interruption | undefined;
  #allowedUpTo = 0;

  constructor(ruleSet: RuleSet, openCollection: OpenCollection, options: TransactionOptions = {}) {
    const { settings } = ruleSet;
    this.#ruleSet = ruleSet;
    this.#inspectsResponseType = options.inspectsResponseType;
    this.#state = new State({
      id: options.id ?? randomUUID(),
      now: options.now ?? Date.now,
      openCollection,
      scan: ruleSet.scan,
      exclusions: options.exclusions,
      controls: {
        engine: settings.engine,
        audit: settings.audit,
        auditParts: settings.auditParts,
        requestBodyAccess: settings.requestBodyAccess,
        responseBodyAccess: settings.responseBodyAccess,
        requestBodyLimitBytes: settings.requestBodyLimitBytes,
        responseBodyLimitBytes: settings.responseBodyLimitBytes,
        forceRequestBodyVariable: false,
        requestBodyProcessor: '',
        ...options.controls,
      },
    });
    for (const [name, value] of Object.entries(options.tx ?? {})) this.#state.tx.set(name, value);
    this.#selections = new Selections(this.#state);
    this.#summaries = new Summaries(this.#state, this.#selections);
  }

  get id(): string {
    return this.#state.id;
  }

  /** The rules that matched so far and are reported, in the order in which they matched. */
  get matchedRules(): readonly MatchedRule[] {
    return this.#matched;
  }

  get interruption(): Interruption | undefined {
    return this.#interruption;
  }

  /** Whether the response, or the refusal, has a status that `SecAuditLogRelevantStatus` names. */
  get hasRelevantStatus(): boolean {
    const status = this.#interruption?.status ?? this.#state.response?.status ?? 0;
    return this.#ruleSet.settings.auditRelevantStatus[status] === 1;
  }

  /** What is known of the exchange, for reports. */
  get state(): Readonly<State> {
    return this.#state;
  }

  connection(connection: Connection): void {
    this.#state.connection = connection;
  }

  /** The request line as it came; `protocol` as in `HTTP/1.1`. */
  requestLine(method: string, uri: string, protocol: string): void {
    this.#state.request = requestHead(method, uri, protocol);
  }

  requestHeader(name: string, value: string): void {
    this.#requestHeaders.push({ key: name, value });
  }

  /** Phase 1. */
  requestHeaders(): Interruption | undefined {
    readHead(this.#state, this.#requestHeaders, this.#ruleSet.settings);
    return this.#run(1);
  }

  /** Phase 2, with the whole body; empty without one. */
  requestBody(body: string | Uint8Array = ''): Interruption | undefined {
    const state = this.#state;
    if (this.#interruption !== undefined) return this.#interruption;
    if (state.controls.requestBodyAccess) {
      const limit = state.controls.requestBodyLimitBytes;
      const text = byteString(body);
      state.inboundDataError = text.length > limit;
      if (state.inboundDataError && this.#ruleSet.settings.requestBodyLimitAction === 'Reject' && state.controls.engine === 'On') {
        return this.#refuse(413, 2, `the body of the request is larger than ${limit} bytes`);
      }
      state.body = readBody(state, text.slice(0, limit), this.#ruleSet.settings);
      const noFiles = this.#ruleSet.settings.requestBodyNoFilesLimitBytes;
      if (bytesWithoutFiles(state.body) > noFiles) {
        state.inboundDataError = true;
        if (state.controls.engine === 'On')
          return this.#refuse(413, 2, `the body of the request without its files is larger than ${noFiles} bytes`);
      }
    }
    return this.#run(2);
  }

  /** Phase 3. */
  responseHeaders(status: number, protocol: string, headers: Iterable<readonly [name: string, value: string]>): Interruption | undefined {
    this.#state.response = { status, protocol };
    this.#state.responseHeaders = Array.from(headers, ([key, value]) => ({ key, value }));
    return this.#run(3);
  }

  /** Whether the rules look at the body of this response, which is known after `responseHeaders`. */
  get wantsResponseBody(): boolean {
    if (!this.#state.controls.responseBodyAccess || this.#state.controls.engine === 'Off') return false;
    const type = this.#state.responseHeaders.find(({ key }) => lowerKey(key) === 'content-type')?.value ?? '';
    const mime = lowerKey(type.split(';', 1)[0]?.trim() ?? '');
    return this.#inspectsResponseType?.(mime) ?? this.#ruleSet.settings.responseBodyMimeTypes.has(mime === '' ? 'null' : mime);
  }

  /** Phase 4, with the whole body, decoded from any content encoding. */
  responseBody(body: string | Uint8Array = ''): Interruption | undefined {
    const state = this.#state;
    if (this.#interruption !== undefined) return this.#interruption;
    const text = byteString(body);
    state.responseBytes = text.length;
    if (this.wantsResponseBody) {
      const limit = state.controls.responseBodyLimitBytes;
      state.outboundDataError = text.length > limit;
      if (state.outboundDataError && this.#ruleSet.settings.responseBodyLimitAction === 'Reject' && state.controls.engine === 'On') {
        return this.#refuse(500, 4, `the body of the response is larger than ${limit} bytes`);
      }
      state.responseText = text.slice(0, limit);
    }
    return this.#run(4);
  }

  /** Phase 5, which always runs and cannot stop anything any more. */
  logging(): void {
    this.#expect(5);
    this.#runRules(5);
  }

  #run(phase: number): Interruption | undefined {
    this.#expect(phase);
    if (this.#interruption !== undefined || phase <= this.#allowedUpTo) return this.#interruption;
    const end = this.#runRules(phase);
    if (end === undefined) return undefined;
    if ('interruption' in end) this.#interruption = end.interruption;
    else if (end.allow === 'transaction') this.#allowedUpTo = 4;
    else if (end.allow === 'request') this.#allowedUpTo = Math.max(phase, 2);
    return this.#interruption;
  }

  #runRules(phase: number): PhaseEnd {
    return runPhase({
      state: this.#state,
      selections: this.#selections,
      summaries: this.#summaries,
      phase,
      rules: this.#ruleSet.phases[phase] ?? [],
      matched: this.#matched,
    });
  }

  #expect(phase: number): void {
    if (phase <= this.#lastPhase) throw new Error(`phase ${phase} of the transaction has run already: the steps have an order`);
    this.#lastPhase = phase;
  }

  #refuse(status: number, phase: number, reason: string): Interruption {
    this.#interruption = { action: 'deny', status, location: undefined, ruleId: 0, phase, reason };
    return this.#interruption;
  }
}

function bytesWithoutFiles(body: RequestBody): number {
  return body.bytes - body.files.reduce((sum, { bytes }) => sum + bytes, 0);
}
