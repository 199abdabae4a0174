import { type Detection, type Exchange, type Feedback, type Incident, isPersonal, type Subject, subjectKey } from '@airside/domain';
import { LRUCache } from 'lru-cache';

import type { Call } from '../call/call.ts';
import type { CallReader } from '../call/call-reader.ts';
import type { Indicator } from '../indicators/indicator.ts';
import { combine, LEAST_SURPRISE } from './combine.ts';
import type { Assessment, BehaviorEngine, Happening } from './engine.ts';
import { Incidents } from './incidents.ts';
import { Judgements } from './judgements.ts';
import type { Learning } from './learning.ts';
import { Panel, type Voice } from './panel.ts';
import { Reports } from './reports.ts';
import { readState, writeState } from './state.ts';
import { type Sighting, Suspect } from './suspect.ts';
import { Training } from './training.ts';

const MOST_SUSPECTS = 20_000;
const TICK_MS = 1000;
/** Weaker sightings are told only where there are none but these. */
const LEAST_TOLD = 3;
const SUSPICIOUS_MS = 24 * 60 * 60 * 1000;

export interface EngineParts {
  readonly learning: Learning;
  readonly reader: CallReader;
  readonly indicators: readonly Indicator[];
  /** Told of faults in indicators, which then say nothing of that call. Must not throw. */
  readonly onError: (error: unknown, indicator: string) => void;
}

/** An engine that knows nothing yet. */
export function createEngine(parts: EngineParts): BehaviorEngine {
  return new Engine(parts);
}

class Engine implements BehaviorEngine {
  readonly #learning: Learning;
  readonly #reader: CallReader;
  readonly #panel: Panel;
  readonly #training: Training;
  readonly #judgements = new Judgements();
  readonly #reports = new Reports();
  readonly #incidents = new Incidents();
  readonly #suspects = new LRUCache<string, Suspect>({ max: MOST_SUSPECTS });
  /** A surprise from here on is an incident: so much comes about by chance as often as the options allow. */
  readonly #threshold: number;
  #nowMs = 0;
  #nextTickMs = 0;
  #detections = new Map<string, Detection>();
  #changed = new Set<string>();
  #closed: Incident[] = [];

  constructor({ learning, reader, indicators, onError }: EngineParts) {
    this.#learning = learning;
    this.#reader = reader;
    this.#panel = new Panel(indicators, learning, onError);
    this.#training = new Training(learning.options);
    this.#threshold = 6 - Math.log10(learning.options.falseIncidentsPerMillion);
  }

  observe(exchanges: readonly Exchange[]): Happening {
    for (const exchange of exchanges) this.#take(exchange);
    return this.#happened();
  }

  assess(exchange: Exchange): Assessment {
    return this.#take(exchange);
  }

  tick(nowMs: number): Happening {
    this.#pass(nowMs);
    return this.#happened();
  }

  feedback(id: string, feedback: Feedback, note?: string): Happening | undefined {
    const incident = this.#incidents.get(id) ?? this.#incidents.of(id);
    if (incident === undefined) return undefined;
    for (const indicator of incident.indicators) {
      for (const api of incident.apis.length === 0 ? [null] : incident.apis) {
        this.#judgements.take(feedback, indicator.id, api, incident.subjects, this.#nowMs);
      }
    }
    if (feedback !== 'true') for (const subject of incident.subjects) this.#suspects.get(subjectKey(subject))?.clear();
    const closed = this.#incidents.close(incident.id, this.#nowMs, feedback, note ?? null);
    if (closed !== undefined) this.#closed.push(closed);
    return this.#happened();
  }

  training() {
    return this.#training.status(this.#nowMs);
  }

  save(): Uint8Array {
    return writeState({
      key: this.#learning.hash('airside behavior state').toString(16),
      panel: this.#panel.save(),
      reader: this.#reader.save(),
      training: this.#training.save(),
      judgements: this.#judgements.save(),
      incidents: this.#incidents.save(),
    });
  }

  merge(saved: Uint8Array): void {
    const { key, panel, reader, training, judgements, incidents } = readState(saved);
    if (key !== this.#learning.hash('airside behavior state').toString(16)) {
      throw new Error('this was learned with another key: engines whose states are merged need the same one');
    }
    this.#reader.merge(reader);
    this.#panel.merge(panel);
    this.#training.merge(training);
    this.#judgements.merge(judgements);
    this.#incidents.merge(incidents);
  }

  #take(exchange: Exchange): Assessment {
    const call = this.#reader.read(exchange);
    this.#pass(call.timeMs);
    const isTraining = this.#training.observe(call);
    this.#learning.isTraining = isTraining;
    const voices = this.#panel.judge(call);
    const surprise = voices.length === 0 ? 0 : this.#hear(voices, call, isTraining);
    const suspects = this.#suspectsOf(call);
    this.#panel.pass(call, isTraining || (surprise < this.#threshold && !this.#isSuspicious(suspects)));
    // A call that nothing was found in speaks for those who made it.
    if (voices.length === 0) for (const [, suspect] of suspects) suspect.process.add(0);
    return { call, surprise, voices };
  }

  /** Time goes by, as the traffic has it. */
  #pass(nowMs: number): void {
    if (nowMs > this.#nowMs) this.#nowMs = nowMs;
    if (this.#nowMs < this.#nextTickMs) return;
    this.#nextTickMs = this.#nowMs + TICK_MS;
    for (const voice of this.#panel.tick(this.#nowMs)) this.#hear([voice], undefined, false);
    this.#closed.push(...this.#incidents.tick(this.#nowMs));
  }

  /** What voices about one thing are worth together; whoever they make suspicious is told of. */
  #hear(voices: readonly Voice[], call: Call | undefined, isTraining: boolean): number {
    const worths: number[] = [];
    const sightings: Sighting[] = [];
    for (const voice of voices) {
      const worth = this.#worth(voice);
      worths.push(worth);
      const isCertain = voice.signal.certain === true;
      if (!isCertain) this.#calibrate(voice, isTraining || worth < this.#threshold);
      if ((isCertain || !isTraining) && worth >= LEAST_SURPRISE) sightings.push(sightingOf(voice, worth, call, this.#nowMs));
    }
    const surprise = this.#together(worths);
    if (sightings.length > 0) this.#accuse(sightings);
    return surprise;
  }

  #together(worths: readonly number[]): number {
    return worths.length > 1 ? combine(worths, this.#panel.size) : (worths[0] ?? 0);
  }

  #calibrate({ calibration, signal }: Voice, isUnsuspicious: boolean): void {
    const subject = subjectKey(signal.subject);
    if (isUnsuspicious) calibration.observe(signal.surprise, subject, this.#nowMs);
    else calibration.observeTold(signal.surprise, subject, this.#nowMs);
  }

  #worth({ indicator, calibration, signal }: Voice): number {
    const { surprise, api, subject } = signal;
    const believed = signal.certain === true ? Math.max(surprise, this.#threshold) : calibration.effective(surprise);
    return this.#judgements.effective(believed, indicator.id, api, subject, this.#nowMs);
  }

  /** Sightings of one call, or of one stretch of time, held against everybody whom they may be about; the first who has too much against it is told of. */
  #accuse(sightings: readonly Sighting[]): void {
    const suspects = new Map<string, Suspect>();
    for (const sighting of sightings) {
      for (const subject of [sighting.subject, ...sighting.alsoKnownAs.filter(isPersonal)]) {
        const key = subjectKey(subject);
        const suspect = suspects.get(key) ?? this.#suspects.get(key) ?? new Suspect();
        suspects.set(key, suspect);
      }
    }
    for (const [key, suspect] of suspects) {
      this.#suspects.set(key, suspect);
      suspect.process.add(this.#together(sightings.map((sighting) => suspect.news(sighting))));
      for (const sighting of sightings) suspect.remember(sighting);
    }
    for (const suspect of suspects.values()) if (this.#judge(suspect, sightings)) return;
  }

  /** The names of a caller under which something is known against it. */
  #suspectsOf({ subjects }: Call): readonly (readonly [Subject, Suspect])[] {
    if (this.#suspects.size === 0) return NOBODY;
    return subjects.flatMap((subject) => {
      const suspect = this.#suspects.peek(subjectKey(subject));
      return suspect === undefined ? [] : [[subject, suspect] as const];
    });
  }

  /** Tells what speaks against a suspect, where that is enough. */
  #judge(suspect: Suspect, latest: readonly Sighting[]): boolean {
    const surprise = suspect.surprise(this.#panel.size, this.#nowMs);
    if (surprise < this.#threshold) return false;
    const isNew = suspect.suspiciousUntilMs < this.#nowMs;
    suspect.suspiciousUntilMs = this.#nowMs + SUSPICIOUS_MS;
    const sightings = isNew ? [...new Set([...suspect.sightings(), ...latest])] : latest;
    const strong = sightings.filter((sighting) => sighting.surprise >= LEAST_TOLD);
    for (const sighting of strong.length === 0 && isNew ? sightings : strong) this.#tell(sighting, surprise);
    return true;
  }

  #tell(sighting: Sighting, surprise: number): void {
    const { api, operation } = sighting.signal;
    const excess = 1 - 10 ** (-(surprise - this.#threshold + 1) / 2);
    const detection = this.#reports.report(sighting, {
      risk: Math.round(100 * (1 - 2 ** (-surprise / this.#threshold))),
      confidence: Math.round(1000 * excess * (sighting.signal.certain === true ? 1 : this.#training.confidence(api, operation))) / 1000,
    });
    if (detection === undefined) return;
    this.#detections.set(detection.id, detection);
    const { id, displaced } = this.#incidents.add(detection, sighting.indicator.title);
    this.#changed.add(id);
    if (displaced !== undefined) this.#closed.push(displaced);
  }

  /** A network or an application under suspicion is no reason to learn nothing from all of its callers. */
  #isSuspicious(suspects: readonly (readonly [Subject, Suspect])[]): boolean {
    return suspects.some(
      ([subject, { suspiciousUntilMs }]) => (isPersonal(subject) || subject.kind === 'address') && suspiciousUntilMs > this.#nowMs,
    );
  }

  #happened(): Happening {
    if (this.#detections.size === 0 && this.#changed.size === 0 && this.#closed.length === 0) return NOTHING;
    const open = [...this.#changed].map((id) => this.#incidents.get(id)).filter((incident) => incident !== undefined);
    const happened = { detections: [...this.#detections.values()], incidents: [...open, ...this.#closed] };
    this.#detections = new Map();
    this.#changed = new Set();
    this.#closed = [];
    return happened;
  }
}

const NOBODY: readonly (readonly [Subject, Suspect])[] = [];
const NOTHING: Happening = { detections: [], incidents: [] };

function sightingOf({ indicator, signal }: Voice, surprise: number, call: Call | undefined, nowMs: number): Sighting {
  return {
    indicator,
    signal,
    surprise,
    timeMs: call?.timeMs ?? nowMs,
    subject: signal.subject,
    alsoKnownAs: otherNames(signal.subject, call),
    exchange: call?.exchange.id,
    succeeded: call?.outcome === 'success',
  };
}

/** What an API, a network or a shared address is said to do is not what the one does whose call was the last. */
function otherNames(subject: Subject, call: Call | undefined): readonly Subject[] {
  if (call === undefined) return [];
  const others = call.subjects.filter((other) => subjectKey(other) !== subjectKey(subject));
  return isPersonal(subject) || subjectKey(subject) === call.caller ? others : others.filter((other) => !isPersonal(other));
}
