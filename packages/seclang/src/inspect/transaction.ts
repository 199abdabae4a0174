import { randomUUID } from 'node:crypto';

import type { RuleSet } from '../compile/rule-set.ts';
import type { Entry } from '../variables/entry.ts';
import { lowerKey } from '../variables/entry.ts';
import type { Connection, RequestBody } from '../variables/exchange.ts';
import { type Controls, type Exclusions, type OpenCollection, type PlainValues, State } from '../variables/state.ts';
import { Values } from '../variables/value.ts';
import type { ValueMemory } from '../variables/value-memory.ts';
import { byteString } from './bytes.ts';
import type { Interruption, MatchedRule } from './matched-rule.ts';
import { readBody } from './read-body.ts';
import { readHead } from './read-head.ts';
import { requestHead } from './request-target.ts';
import { type PhaseEnd, runPhase } from './run-phase.ts';
import { Selections } from './selections.ts';
import { Summaries } from './summaries.ts';
import type { TableStore, Tables } from './tables.ts';

export interface TransactionOptions {
  /** For `UNIQUE_ID` and reports; a random UUID by default. */
  readonly id?: string;
  /** Reports what the rules find and stops nothing, where they would (`SecRuleEngine On`). */
  readonly detectionOnly?: boolean;
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
  /**
   * Keeps values from the rules whose tags say that they look for injection (`INJECTION_TAGS`). A test has to look at the value itself: true
   * says that it is a number, a date, a listed word or the like.
   */
  readonly plain?: PlainValues;
  /** Whether the argument of that name, in its own spelling, holds a URL: then it is in `ARGS_URL`, whatever it is called. */
  readonly holdsUrl?: (key: string) => boolean;
}

/** What an engine keeps from transaction to transaction. */
export interface Kept {
  readonly openCollection: OpenCollection;
  readonly memory: ValueMemory | undefined;
  readonly tables: TableStore;
}

/**
 * One exchange on its way through the rules. Steps are taken in the order of the exchange: `connection`, `requestLine`, `requestHeader`
 * (each), `requestHeaders`, `requestBody`, `responseHeaders`, `responseBody`, `logging`. The four that run rules answer with an interruption
 * when a rule asks to stop the exchange; from then on only `logging` does anything. All texts are byte strings (latin1).
 */
export class Transaction {
  readonly #ruleSet: RuleSet;
  readonly #tableStore: TableStore;
  readonly #tables: Tables;
  readonly #inspectsResponseType: TransactionOptions['inspectsResponseType'];
  readonly #state: State;
  readonly #selections: Selections;
  readonly #summaries: Summaries;
  readonly #requestHeaders: Entry[] = [];
  readonly #matched: MatchedRule[] = [];
  #lastPhase = 0;
  #interruption: Interruption | undefined;
  #allowedUpTo = 0;

  constructor(ruleSet: RuleSet, kept: Kept, options: TransactionOptions = {}) {
    const { settings } = ruleSet;
    this.#ruleSet = ruleSet;
    this.#tableStore = kept.tables;
    this.#tables = kept.tables.take();
    this.#inspectsResponseType = options.inspectsResponseType;
    this.#state = new State({
      id: options.id ?? randomUUID(),
      now: options.now ?? Date.now,
      openCollection: kept.openCollection,
      values: new Values(this.#tables.texts, kept.memory),
      scan: ruleSet.scan,
      exclusions: options.exclusions,
      plain: options.plain,
      holdsUrl: options.holdsUrl,
      controls: {
        engine: options.detectionOnly === true && settings.engine === 'On' ? 'DetectionOnly' : settings.engine,
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
    this.#selections = new Selections(this.#state, this.#tables);
    this.#summaries = new Summaries(this.#state, this.#selections, this.#tables);
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
    this.#state.requestHeaders = this.#requestHeaders;
    readHead(this.#state, this.#requestHeaders, this.#ruleSet.settings);
    return this.#run(1);
  }

  /** Whether the rules look at the body of this request, which is known after `requestHeaders`. */
  get wantsRequestBody(): boolean {
    return this.#state.controls.requestBodyAccess && this.#state.controls.engine !== 'Off';
  }

  /** Phase 2, with the whole body, empty without one; or with its beginning, where the host cut it off: `INBOUND_DATA_ERROR` is set then. */
  requestBody(body: string | Uint8Array = '', cutOff = false): Interruption | undefined {
    const state = this.#state;
    if (this.#interruption !== undefined) return this.#interruption;
    if (state.controls.requestBodyAccess) {
      const limit = state.controls.requestBodyLimitBytes;
      const text = byteString(body);
      state.inboundDataError = cutOff || text.length > limit;
      if (text.length > limit && this.#ruleSet.settings.requestBodyLimitAction === 'Reject' && state.controls.engine === 'On') {
        return this.#refuse(413, 2, `the body of the request is larger than ${limit} bytes`);
      }
      state.body = readBody(state, text.slice(0, limit), this.#ruleSet.settings);
      const noFiles = this.#ruleSet.settings.requestBodyNoFilesLimitBytes;
      if (bytesWithoutFiles(state.body, state.controls.requestBodyProcessor) > noFiles) {
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
    const entries: Entry[] = [];
    for (const [key, value] of headers) entries.push({ key, value });
    this.#state.responseHeaders = entries;
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
    this.#tableStore.giveBack(this.#tables);
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

  #runRules(number: number): PhaseEnd {
    const phase = this.#ruleSet.phases[number];
    if (phase === undefined || phase.length === 0) return undefined;
    this.#tables.now.clear();
    this.#selections.beginPhase(number);
    this.#summaries.beginPhase(number);
    return runPhase(phase, { state: this.#state, selections: this.#selections, summaries: this.#summaries, matched: this.#matched });
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

/** Of multipart bodies the headers of all parts and the values of those that are no files count; of others all. */
function bytesWithoutFiles(body: RequestBody, processor: string): number {
  if (processor !== 'MULTIPART') return body.bytes;
  return [...body.args, ...body.partHeaders].reduce((sum, { value }) => sum + value.length, 0);
}
