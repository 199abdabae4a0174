import { REDACTED } from '@airside/domain';

import type { Call, Parameter, Place } from '../../call/call.ts';
import { isThere } from '../../call/is-there.ts';
import type { Learning } from '../../engine/learning.ts';
import type { KeyedHash } from '../../sketch/index.ts';
import { cachedHash } from '../name-cache.ts';
import type { Sender } from '../reach.ts';
import { type ApiProfile, tableOf } from './api-profile.ts';
import { type Callers, callersBy } from './callers.ts';
import { type Known, oddest, valueEvidence } from './explain.ts';
import { HarmonicMean } from './harmonic.ts';
import { type Add, adds, type Finding, type Judgement, LEAST_TOLD, NOTHING } from './judgement.ts';
import { LastJudged } from './last-judged.ts';
import { judgeNameShape } from './name-shape.ts';
import { aspectOf, combinationOf, isWholeTo, judgeField, judgeNames } from './names.ts';
import { judgeOperation } from './new-operation.ts';
import type { OperationProfile, ParameterTable } from './operation-profile.ts';
import type { ParameterProfile } from './parameter-profile.ts';
import { Profiles } from './profiles.ts';
import { mergeModel, saveModel } from './saved.ts';
import { judgeSize, learnSize } from './size.ts';
import { ValueModel, type ValueVerdict } from './value-model.ts';

/** Paths of so many requests of an operation are learned as a whole. */
const PATHS_OF_OPERATION = 16;
/** How names are made is learned from so many of an operation: where there are more, they are data. */
const NAMES_OF_OPERATION = 32;
const MS_PER_DAY = 24 * 60 * 60 * 1000;
/** How names are made that are new is looked at for so many of a request: by that time it is odd enough, and whoever makes up hundreds of long ones must not keep the engine busy with them. */
const NAMES_OF_REQUEST = 32;
/** From this surprise on a request is odd: what of it is learned has to come from several callers. */
const ODD = 2;

/** What is learned of requests, for all indicators about single requests together. Bounded whatever callers send. */
export class RequestModel {
  readonly values: ValueModel;
  readonly profiles: Profiles;
  readonly #learning: Learning;
  readonly #hashOfName: KeyedHash;
  readonly #callers: Callers;
  readonly #verdict: ValueVerdict = { surprise: 0, novelty: 0, isMeasured: false, bits: 0, isBeyond: false };
  readonly #mean = new HarmonicMean();
  #judged: Call | undefined;
  #newNames = 0;
  #judgement: Judgement = NOTHING;
  /** What was forgotten when it was judged. */
  #forgotten = 0;
  readonly #last = new LastJudged();
  #learned: Call | undefined;
  #combined: Call | undefined;
  #names = 0;
  #halvesAtMs = Number.POSITIVE_INFINITY;

  constructor(learning: Learning, callers: Callers = callersBy(learning)) {
    this.#learning = learning;
    this.#callers = callers;
    this.#hashOfName = cachedHash((name) => learning.hash(name));
    this.values = new ValueModel(learning);
    this.profiles = new Profiles(this.values.key, learning.options);
  }

  get apis(): Profiles['apis'] {
    return this.profiles.apis;
  }

  /** Over all APIs. */
  get all(): Profiles['all'] {
    return this.profiles.all;
  }

  /** What is unusual about a request. Judged once for all who ask. */
  judge(call: Call): Judgement {
    if (this.#judged === call) return this.#judgement;
    this.#judgement = this.#judge(call);
    this.#forgotten = this.profiles.forgotten;
    this.#judged = call;
    return this.#judgement;
  }

  #judge(call: Call): Judgement {
    const api = this.apis.get(call.api);
    const known = api?.operations.get(call.operation);
    // Of what is no operation nothing is known but that it is called.
    const operation = known?.isThere === true ? known : undefined;
    const findings: Finding[] = [];
    this.#mean.reset();
    this.#newNames = 0;
    const sender = this.#begin(call);
    const tell = adds(findings);
    const add: Add = (aspect, place, surprise, explain) => {
      this.#mean.add(surprise);
      tell(aspect, place, surprise, explain);
    };
    if (api === undefined || known === undefined) this.#judgeUnknown(call, api, add, tell);
    else if (operation !== undefined) {
      judgeNames(call, api, operation, this.#combination(call), this.all, add);
      judgeSize(call, api, operation, sender, add);
    }
    for (let index = 0; index < call.parameters.length; index++) {
      const parameter = call.parameters[index] as Parameter;
      this.#last.skip(index);
      if (parameter.value === REDACTED || (operation === undefined && parameter.place === 'path')) continue;
      this.#judgeValue(call, api, operation, parameter, index, add);
    }
    const surprise = this.#mean.surprise();
    if (findings.length === 0 && surprise === 0) return NOTHING;
    return { surprise, tests: this.#mean.tests, findings: findings.toSorted((a, b) => b.surprise - a.surprise) };
  }

  /** A request to an operation that was never seen, by how often that happens, and by what its path looks like. */
  #judgeUnknown(call: Call, api: ApiProfile | undefined, add: Add, tell: Add): void {
    const known = judgeOperation(call, api, this.all, add);
    const { path } = call.exchange;
    this.values.judge(api?.paths, 'target', '', path, 'text', this.values.hashOf('target', path), this.#verdict);
    this.#mean.add(this.#verdict.surprise);
    // That the path is new was told with the operation.
    const oddity = this.#verdict.surprise - this.#verdict.novelty;
    tell('value', 'path', oddity, () => valueEvidence(this.values, this.#verdict, api?.paths, 'target', '', path, known));
  }

  #judgeValue(
    call: Call,
    api: ApiProfile | undefined,
    operation: OperationProfile | undefined,
    parameter: Parameter,
    index: number,
    add: Add,
  ): void {
    const { place, name, value, written } = parameter;
    const table = tableOf(api, operation, place);
    const profile = table?.byName.get(name);
    if (profile === undefined && table !== undefined && api !== undefined && (place === 'header' || place === 'cookie')) {
      judgeField(api, table, place, name, this.all.names, add);
    }
    if (profile === undefined && value !== '' && ++this.#newNames <= NAMES_OF_REQUEST)
      judgeNameShape(this.values, this.#verdict, place, name, api, operation, this.all.names, add);
    const hash = this.values.hashOf(place, value);
    const verdict = this.#verdict;
    this.values.judge(profile, place, name, value, written, hash, verdict);
    this.#last.note(index, profile, hash, verdict);
    if (verdict.surprise === 0) this.#mean.addNothing();
    else if (verdict.surprise < LEAST_TOLD) this.#mean.add(verdict.surprise);
    else {
      const sinceMs = operation?.sinceMs ?? api?.sinceMs ?? call.timeMs;
      this.#addValue(operation, parameter, profile, { sinceMs, observations: profile?.observations ?? 0 }, add);
    }
  }

  /** A value that is odd enough to be told of. */
  #addValue(
    operation: OperationProfile | undefined,
    { place, name, value }: Parameter,
    profile: ParameterProfile | undefined,
    known: Known,
    add: Add,
  ): void {
    const { surprise, novelty, isMeasured } = this.#verdict;
    const odd = isMeasured ? oddest(this.values.shape, this.values.oddity, novelty, surprise) : 'new';
    const aspect = aspectOf(place, name, odd, operation, profile !== undefined);
    add(aspect, place, surprise, () => valueEvidence(this.values, this.#verdict, profile, place, name, value, known));
  }

  /** Learns from a call that nobody found suspicious; asked several times, once. */
  learn(call: Call): void {
    if (this.#learned === call) return;
    this.#learned = call;
    this.#forget(call.timeMs);
    const { profiles } = this;
    const api = profiles.api(call);
    const wasJudged = this.#judged === call;
    const caller = this.#learning.hash(call.caller);
    const isOdd = wasJudged && !this.#learning.isTraining && this.#judgement.surprise >= ODD;
    if (isOdd && !api.odd.admits(caller)) return;
    const operation = profiles.operation(api, call);
    if (!operation.callers.admits(caller)) return;
    profiles.count(api, operation, call.timeMs);
    if (!operation.isThere && !isThere(call)) return;
    profiles.makeRoom();
    this.#count(api, operation, call);
    learnSize(call, operation, this.#begin(call));
    if (operation.requests < PATHS_OF_OPERATION) this.values.learnPath(api.paths, call.exchange.path);
    let [headers, cookies, repeats] = [false, false, false];
    for (let index = 0; index < call.parameters.length; index++) {
      const { place, name, value, written } = call.parameters[index] as Parameter;
      if (place === 'header' && !headers) headers = profiles.countTable(api, api.header, place);
      if (place === 'cookie' && !cookies) cookies = profiles.countTable(api, api.cookie, place);
      const isJudged = wasJudged && this.#last.has(index);
      const known = isJudged && this.#forgotten === profiles.forgotten ? this.#last.profile(index) : undefined;
      const table = tableOf(api, operation, place);
      const profile = table && this.#parameter(api, table, place, name, known);
      if (profile === undefined) continue;
      if (profile.lastRepeated === api.requests) repeats = true;
      if (value === REDACTED) continue;
      const hash = isJudged ? this.#last.hash(index) : this.values.hashOf(place, value);
      this.values.learn(profile, place, name, value, written, hash, isJudged ? this.#last.bits(index) : undefined);
    }
    if (repeats) api.repeated++;
  }

  #count(api: ApiProfile, operation: OperationProfile, call: Call): void {
    const { profiles } = this;
    if (isWholeTo(call, operation)) {
      const before = operation.combinations.unseen();
      operation.combinations.note(this.#combination(call));
      api.onceCombinations += operation.combinations.unseen() - before;
    }
    profiles.countTable(api, operation.path, 'path');
    profiles.countTable(api, operation.query, 'query');
    if (call.isWhole) profiles.countTable(api, operation.body, 'body');
  }

  /** `known` is what is known of it, where that was looked up before. */
  #parameter(
    api: ApiProfile,
    table: ParameterTable,
    place: Place,
    name: string,
    known: ParameterProfile | undefined,
  ): ParameterProfile | undefined {
    let profile = known ?? table.byName.get(name);
    if (profile === undefined) {
      if ((place === 'query' || place === 'body') && table.byName.size < NAMES_OF_OPERATION) this.values.learnName(place, name);
      profile = this.profiles.parameter(api, table, place, name);
      if (profile === undefined) return undefined;
    }
    this.profiles.met(api, table, place, profile);
    return profile;
  }

  /** Made once for judging and learning. */
  #combination(call: Call): number {
    if (this.#combined !== call) {
      this.#combined = call;
      this.#names = combinationOf(call, this.#hashOfName);
    }
    return this.#names;
  }

  /** What was learned, as JSON. */
  save(): unknown {
    return saveModel(this, this.#halvesAtMs);
  }

  /** Adds what was saved; throws where that is not what `save` gives. */
  merge(saved: unknown): void {
    this.#halvesAtMs = Math.min(this.#halvesAtMs, mergeModel(this, saved));
    this.profiles.settle();
  }

  #begin(call: Call): Sender {
    return this.values.begin(this.#callers.caller(call), this.#callers.voter(call), this.#learning.isTraining);
  }

  #forget(nowMs: number): void {
    const halfLifeMs = this.#learning.options.halfLifeDays * MS_PER_DAY;
    if (this.#halvesAtMs === Number.POSITIVE_INFINITY) this.#halvesAtMs = nowMs + halfLifeMs;
    if (nowMs < this.#halvesAtMs) return;
    this.#halvesAtMs = nowMs + halfLifeMs;
    this.halve();
  }

  /** Forgets one half of everything, and what is then nothing. */
  halve(): void {
    this.values.halve();
    this.profiles.halve();
  }
}
