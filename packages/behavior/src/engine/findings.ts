import type { Detection, Incident } from '@airside/domain';

import type { Happening } from './engine.ts';
import type { Incidents } from './incidents.ts';

/** What is new in detections and incidents since that was last asked for. */
export class Findings {
  readonly #incidents: Incidents;
  #detections = new Map<string, Detection>();
  #changed = new Set<string>();
  #closed: Incident[] = [];

  constructor(incidents: Incidents) {
    this.#incidents = incidents;
  }

  /** A detection, or one that was there as it has become, goes to its incident. `title`: of that which it opens; `isOutbreak`: it is a part of what many do. */
  add(detection: Detection, title: string, isOutbreak: boolean): void {
    this.#detections.set(detection.id, detection);
    const { id, displaced } = this.#incidents.add(detection, title, isOutbreak);
    this.#changed.add(id);
    if (displaced !== undefined) this.#closed.push(displaced);
  }

  close(incidents: readonly Incident[]): void {
    this.#closed.push(...incidents);
  }

  take(): Happening {
    if (this.#detections.size === 0 && this.#changed.size === 0 && this.#closed.length === 0) return NOTHING;
    const open = [...this.#changed].map((id) => this.#incidents.get(id)).filter((incident) => incident !== undefined);
    const happened = { detections: [...this.#detections.values()], incidents: [...open, ...this.#closed] };
    this.#detections = new Map();
    this.#changed = new Set();
    this.#closed = [];
    return happened;
  }
}

const NOTHING: Happening = { detections: [], incidents: [] };
