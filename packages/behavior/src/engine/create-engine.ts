import { randomUUID } from 'node:crypto';

import { type Exchange, isPersonal, type Judgement, subjectKey } from '@airside/domain';

import type { Call } from '../call/call.ts';
import type { CallReader } from '../call/call-reader.ts';
import { soundExchange } from '../call/sound-exchange.ts';
import { timeOf } from '../call/time.ts';
import { type Book, bookOf } from '../model/book.ts';
import { ProfileLearner } from '../profile/profile-learner.ts';
import { Clock } from './clock.ts';
import { combine, LEAST_SURPRISE } from './combine.ts';
import type { Assessment, BehaviorEngine, EngineParts, Happening } from './engine.ts';
import { Findings } from './findings.ts';
import { Incidents } from './incidents.ts';
import { Judgements } from './judgements.ts';
import type { Learning } from './learning.ts';
import { Novelties } from './novelties.ts';
import type { Outbreak } from './outbreak-kind.ts';
import { Outbreaks } from './outbreaks.ts';
import { Panel } from './panel.ts';
import { Reports } from './reports.ts';
import { type Sighting, seenOf, sightingOf } from './sighting.ts';
import { packState, type Section } from './state/container.ts';
import { type Remembering, sectionsOf, takeOver } from './state/engine-state.ts';
import { Suspect } from './suspect.ts';
import { type Accused, type Suspected, Suspects } from './suspects.ts';
import { Training } from './training.ts';
import { believedOf, calibrate, type Voice } from './voice.ts';

const TICK_MS = 1000;
/** So many incidents that would be false by what surprises say come to one that is, as simulated months show. */
const SAID_FOR_ONE = 1.5;
/** Whoever is so much more surprising than has to be is told of at once. */
const SURE = 6;
/** Weaker sightings are told only where there are none but these. */
const LEAST_TOLD = 3;
const SUSPICIOUS_MS = 24 * 60 * 60 * 1000;

/** An engine that knows nothing yet. */
export function createEngine(parts: EngineParts): BehaviorEngine {
  return new Engine(parts);
}

class Engine implements BehaviorEngine {
  readonly #learning: Learning;
  readonly #book: Book;
  readonly #reader: CallReader;
  readonly #panel: Panel;
  readonly #training: Training;
  readonly #novelties: Novelties;
  readonly #profiles: ProfileLearner;
  readonly #judgements = new Judgements();
  readonly #reports = new Reports();
  readonly #outbreaks: Outbreaks;
  readonly #incidents = new Incidents();
  readonly #findings = new Findings(this.#incidents);
  readonly #suspects: Suspects;
  /** A surprise from here on is an incident: so much comes about by chance as often as the options allow. */
  readonly #threshold: number;
  #origins: readonly string[] = [randomUUID()];
  readonly #clock = new Clock();
  #nextTickMs = 0;

  constructor({ learning, reader, indicators, onError }: EngineParts) {
    this.#learning = learning;
    this.#book = bookOf(learning);
    this.#reader = reader;
    this.#novelties = new Novelties(learning);
    this.#panel = new Panel(indicators, learning, onError);
    this.#profiles = new ProfileLearner(learning);
    this.#training = new Training(learning.options);
    this.#threshold = 6 - Math.log10(SAID_FOR_ONE * learning.options.falseIncidentsPerMillion);
    this.#outbreaks = new Outbreaks(this.#threshold);
    this.#suspects = new Suspects((call) => this.#isKnown(call));
  }

  observe(exchanges: readonly Exchange[]): Happening {
    for (const exchange of exchanges) this.assess(exchange);
    return this.#findings.take();
  }

  assess(given: Exchange): Assessment {
    const exchange = soundExchange(given);
    const call = this.#reader.look(exchange, this.#clock.take(timeOf(exchange.time)));
    this.#pass();
    const isTraining = this.#training.observe(call);
    this.#learning.isTraining = isTraining;
    this.#outbreaks.count(call, this.#isKnown(call));
    const voices = this.#panel.judge(call);
    const { surprise, sightings } = voices.length === 0 ? SILENCE : this.#hear(voices, call, isTraining);
    const suspects = this.#suspects.of(call.subjects);
    const isTrusted = isTraining || !this.#isSuspicious(suspects);
    const isLearned = isTraining || (isTrusted && this.#novelties.admit(call, sightings));
    this.#panel.pass(call, isLearned);
    // Which words of paths vary is seen by names that are new each time.
    if (isTrusted) this.#reader.learn(exchange);
    if (isLearned) this.#profiles.learn(call);
    // A call that nothing was found in speaks for those who made it.
    if (voices.length === 0) for (const { suspect } of suspects) suspect.pass(0);
    return { call, surprise, voices };
  }

  tick(nowMs: number): Happening {
    this.#clock.tell(nowMs);
    this.#pass();
    return this.#findings.take();
  }

  judge(verdicts: readonly Judgement[]): Happening {
    for (const verdict of verdicts) {
      const { of, feedback, note, about } = verdict;
      if (!this.#judgements.take(verdict, this.#clock.nowMs)) continue;
      if (feedback === null) {
        this.#incidents.reopen(of, this.#clock.nowMs);
        continue;
      }
      const closed = this.#incidents.close(of, this.#clock.nowMs, feedback, note);
      if (closed !== undefined) this.#findings.close([closed]);
      if (feedback === 'true') continue;
      this.#suspects.exonerate(about, closed !== undefined);
      for (const { indicator, subjects } of about) this.#outbreaks.forget(indicator, new Set(subjects.map(subjectKey)));
    }
    return this.#findings.take();
  }

  openIncidents(): readonly string[] {
    return this.#incidents.open();
  }

  training() {
    return this.#training.status(this.#clock.nowMs);
  }

  profiles() {
    return this.#profiles.learned();
  }

  save(): Uint8Array {
    return packState(this.sections());
  }

  sections(): Iterable<Section> {
    return sectionsOf(this.#remembering());
  }

  merge(saved: Uint8Array): readonly string[] {
    const { origins, nowMs, nextTickMs, left } = takeOver(this.#remembering(), saved);
    this.#origins = origins;
    this.#clock.resume(nowMs);
    this.#nextTickMs = Math.max(this.#nextTickMs, nextTickMs);
    return left;
  }

  #remembering(): Remembering {
    return {
      key: this.#learning.hash('airside behavior state').toString(16),
      panel: this.#panel,
      reader: this.#reader,
      training: this.#training,
      profiles: this.#profiles,
      judgements: this.#judgements,
      incidents: this.#incidents,
      reports: this.#reports,
      suspects: this.#suspects,
      novelties: this.#novelties,
      outbreaks: this.#outbreaks,
      origins: this.#origins,
      nowMs: this.#clock.nowMs,
      nextTickMs: this.#nextTickMs,
    };
  }

  /** What is due once a second, as time goes by. */
  #pass(): void {
    const { nowMs } = this.#clock;
    // Earlier than a second before it is only when a time was taken back that was none.
    if (nowMs < this.#nextTickMs && nowMs >= this.#nextTickMs - TICK_MS) return;
    this.#nextTickMs = nowMs + TICK_MS;
    for (const voice of this.#panel.tick(nowMs)) this.#hear([voice], undefined, false);
    for (const suspect of this.#suspects.waited(nowMs)) this.#judge(suspect);
    this.#profiles.tick(nowMs);
    this.#findings.close(this.#incidents.tick(nowMs));
  }

  /** What voices about one thing are worth together; whoever they make suspicious is told of. */
  #hear(voices: readonly Voice[], call: Call | undefined, isTraining: boolean): Heard {
    const worths: number[] = [];
    const odd: Sighting[] = [];
    // What those do who are told of already is not what comes about when nothing is wrong.
    const isSuspect = call !== undefined && this.#isSuspicious(this.#suspects.of(call.subjects));
    for (const voice of voices) {
      const worth = this.#worth(voice);
      worths.push(worth);
      const isCertain = voice.signal.certain === true;
      const isTold = worth >= this.#threshold || (call !== undefined && this.#outbreaks.isOpen(voice.indicator.id, call));
      if (!isCertain) calibrate(voice, isTraining || !(isTold || isSuspect), this.#clock.nowMs);
      if (worth >= LEAST_SURPRISE) odd.push(sightingOf(voice, worth, call, this.#clock.nowMs));
    }
    const sightings = seenOf(odd, call);
    const surprise = combine(worths);
    const told = isTraining ? sightings.filter(({ signal }) => signal.certain === true) : sightings;
    if (told.length > 0) this.#accuse(told, call);
    if (call !== undefined) for (const sighting of sightings) this.#lookAround(sighting, call, isTraining);
    return { surprise, sightings };
  }

  /** Who is not known may be one of many who do the same, and who is a victim one of many. */
  #lookAround(sighting: Sighting, call: Call, isTraining: boolean): void {
    const { caller } = this.#book.facts(call);
    if (sighting.indicator.isOfVictims !== true && this.#isKnown(call)) this.#outbreaks.addKnown(sighting, call, caller);
    else if (isTraining) this.#outbreaks.learn(sighting, call, caller);
    else {
      const outbreak = this.#outbreaks.add(sighting, call, caller);
      if (outbreak !== undefined) this.#tellOutbreak(outbreak);
    }
  }

  #isKnown(call: Call): boolean {
    return this.#book.isKnown(this.#book.facts(call));
  }

  #tellOutbreak({ surprise, share, sightings }: Outbreak): void {
    this.#retract(sightings);
    for (const sighting of sightings) {
      // Whoever is suspicious by itself was told of.
      if ((this.#suspects.peek(sighting.subject)?.suspiciousUntilMs ?? 0) > this.#clock.nowMs) continue;
      this.#tell(sighting, surprise, share);
      for (const subject of [sighting.subject, ...sighting.alsoKnownAs.filter(isPersonal)]) {
        const key = subjectKey(subject);
        const suspect = this.#suspects.get(key) ?? new Suspect();
        suspect.suspiciousUntilMs = this.#clock.nowMs + SUSPICIOUS_MS;
        this.#suspects.set(key, suspect);
      }
    }
  }

  /** What was seen of those who are told of is not what comes about when nothing is wrong. */
  #retract(sightings: readonly Sighting[]): void {
    this.#panel.retract(sightings, this.#clock.nowMs);
    this.#outbreaks.retract(sightings);
  }

  #worth(voice: Voice): number {
    const { indicator, signal } = voice;
    const believed = believedOf(voice, this.#threshold, this.#suspects.releases.isAt(signal.api, this.#clock.nowMs));
    return this.#judgements.effective(believed, indicator.id, signal.api, signal.subject, this.#clock.nowMs);
  }

  /** Sightings of one call, or of one stretch of time, held against everybody whom they may be about; the first who has too much against it is told of. */
  #accuse(sightings: readonly Sighting[], call: Call | undefined): void {
    for (const accused of this.#suspects.accuse(sightings, call)) if (this.#judge(accused.suspect, accused)) return;
  }

  /** Tells what speaks against a suspect, where that is enough: at once where there is something latest, unless it may be the first of many. */
  #judge(suspect: Suspect, latest?: Accused): boolean {
    const { nowMs } = this.#clock;
    const surprise = Math.max(latest?.surprise ?? 0, this.#suspects.surprise(suspect, nowMs));
    if (surprise < this.#threshold) return false;
    if (latest !== undefined && surprise < this.#threshold + SURE && this.#suspects.waits(suspect, latest.of, nowMs)) return true;
    const isNew = suspect.suspiciousUntilMs < nowMs;
    suspect.suspiciousUntilMs = nowMs + SUSPICIOUS_MS;
    const ofLatest = latest?.of ?? [];
    const sightings = isNew ? [...new Set([...suspect.sightings(), ...ofLatest])] : ofLatest;
    if (isNew) this.#retract(sightings);
    const strong = sightings.filter((sighting) => sighting.surprise >= LEAST_TOLD);
    for (const sighting of strong.length === 0 && isNew ? sightings : strong) this.#tell(sighting, surprise);
    return true;
  }

  /** `share`: it is part of what many are seen to do at the API, of whom some do so by chance. */
  #tell(sighting: Sighting, surprise: number, share?: number): void {
    this.#suspects.tell(sighting);
    const { api, operation } = sighting.signal;
    const isOfApi = sighting.indicator.isOfApi === true;
    const learned = sighting.signal.certain === true ? 1 : this.#training.confidence(api, isOfApi ? null : operation);
    const detection = this.#reports.report(sighting, {
      risk: Math.round(100 * (share ?? 1) * (1 - 2 ** (-surprise / this.#threshold))),
      confidence: Math.round(1000 * learned * (1 - 10 ** (-(surprise - this.#threshold + 1) / 2))) / 1000,
    });
    if (detection !== undefined) this.#findings.add(detection, sighting.indicator.title, share !== undefined);
  }

  /** A network or an application under suspicion is no reason to learn nothing from all of its callers. */
  #isSuspicious(suspects: readonly Suspected[]): boolean {
    return suspects.some(
      ({ subject, suspect }) => (isPersonal(subject) || subject.kind === 'address') && suspect.suspiciousUntilMs > this.#clock.nowMs,
    );
  }
}

interface Heard {
  readonly surprise: number;
  readonly sightings: readonly Sighting[];
}

const SILENCE: Heard = { surprise: 0, sightings: [] };
