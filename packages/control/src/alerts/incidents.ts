import type { Incident } from '@airside/domain';

/** More than anybody looks at; then the oldest are let go. */
const MOST = 20_000;

/** Incidents of the behaviour engine that are open. */
export class OpenIncidents {
  readonly #incidents = new Map<string, Incident>();
  #known = false;

  /** Undefined until somebody has said what is open: then nothing is taken for over. */
  list(): readonly Incident[] | undefined {
    return this.#known ? [...this.#incidents.values()] : undefined;
  }

  replace(incidents: readonly Incident[]): void {
    this.#known = true;
    this.#incidents.clear();
    this.update(incidents);
  }

  update(incidents: readonly Incident[]): void {
    for (const incident of incidents) {
      this.#incidents.delete(incident.id);
      if (incident.state === 'open') this.#incidents.set(incident.id, incident);
    }
    for (const id of this.#incidents.keys()) {
      if (this.#incidents.size <= MOST) return;
      this.#incidents.delete(id);
    }
  }
}
