import type { Definition } from '../definition/definition.ts';
import { LIMITS } from '../infer/limits.ts';
import { TrafficModel } from '../infer/traffic-model.ts';
import type { ObservedApi, ObservedEndpoint } from '../infer/view/observed.ts';
import { compilePublishedMatcher, type PublishedMatcher } from '../match/published-matcher.ts';
import type { Observation } from '../observe/observation.ts';
import type { DriftEvidence, DriftFinding } from './finding.ts';
import { DRIFT_KINDS, DRIFT_SEVERITIES, type DriftKind } from './kinds.ts';
import { type Note, OperationWatch } from './operation-watch.ts';
import { patchFor, shadowPatch } from './patch.ts';
import { placeText } from './place-text.ts';

const MOST_CALLERS = 5;

/**
 * Holds traffic against a definition: fed with one observation after the other, it says at any time what drifts apart. What it keeps is bounded by the
 * size of the definition and of what was seen beside it.
 */
export class DriftDetector {
  readonly #definition: Definition;
  readonly #matcher: PublishedMatcher;
  readonly #watches: ReadonlyMap<string, OperationWatch>;
  readonly #beside = new TrafficModel();
  #calls = 0;

  /** `basePath` is where the API is published, when that is not the path of its servers: `/v1`. */
  constructor(definition: Definition, { basePath = '' }: { readonly basePath?: string } = {}) {
    this.#definition = definition;
    this.#matcher = compilePublishedMatcher(definition, basePath);
    const places = { left: LIMITS.places };
    this.#watches = new Map(
      definition.operations.map((operation) => [operation.pointer, new OperationWatch(definition, operation, places)] as const),
    );
  }

  /** Calls observed. */
  get calls(): number {
    return this.#calls;
  }

  observe(observation: Observation): void {
    this.#calls++;
    const match = this.#matcher.match(observation.method, observation.path);
    if (match !== undefined) this.#watches.get(match.operation.pointer)?.observe(observation, match.parameters);
    else this.#beside.observe(observation);
  }

  /** What drifts apart, gravest first, then by the number of calls. Nothing is known without traffic, not even that an operation is not called. */
  findings(): readonly DriftFinding[] {
    if (this.#calls === 0) return [];
    const findings = [...[...this.#watches.values()].flatMap((watch) => this.#findingsOf(watch)), ...this.#shadows()];
    const rank = ({ severity }: DriftFinding): number => DRIFT_SEVERITIES.indexOf(severity);
    return findings.toSorted((a, b) => rank(b) - rank(a) || (b.evidence?.calls ?? 0) - (a.evidence?.calls ?? 0));
  }

  #findingsOf(watch: OperationWatch): readonly DriftFinding[] {
    const { operation, evidence } = watch;
    const about = { operation: operation.id, method: operation.method, template: operation.template };
    if (watch.calls === 0) {
      return [
        finding('orphan-operation', about, { detail: 'no call', evidence: null, patch: [{ op: 'remove', path: operation.pointer }] }),
      ];
    }
    const zombies = operation.deprecated && evidence.calls > 0 ? [finding('zombie-operation', about, zombie(watch))] : [];
    const observed = watch.notes.length > 0 ? watch.observed() : undefined;
    const noted = watch.notes.map((note) => ({
      ...finding(note.kind, about, { detail: note.detail, evidence: note.evidence.view(), patch: this.#patchOf(watch, note, observed) }),
      place: placeText(note.place),
    }));
    return [...zombies, ...noted];
  }

  #patchOf({ operation }: OperationWatch, note: Note, observed: ObservedEndpoint | undefined): DriftFinding['patch'] {
    return observed === undefined ? [] : patchFor(this.#definition.document, operation, note, observed);
  }

  #shadows(): readonly DriftFinding[] {
    return this.#beside.view().flatMap((api) => api.endpoints.map((endpoint) => this.#shadow(api, endpoint)));
  }

  #shadow(api: ObservedApi, endpoint: ObservedEndpoint): DriftFinding {
    const { method, template } = endpoint;
    const prefix = this.#matcher.prefixes.find((each) => template === each || template.startsWith(`${each}/`)) ?? '';
    const below = template.slice(prefix.length) || '/';
    const statuses = endpoint.responses.map(({ status }) => status).join(', ');
    return finding(
      'shadow-operation',
      { operation: null, method, template: below },
      {
        detail: `answered with ${statuses}`,
        evidence: evidenceOf(endpoint),
        patch: shadowPatch(this.#definition.document, { ...api, endpoints: [{ ...endpoint, template: below }] }),
      },
    );
  }
}

function finding(
  kind: DriftKind,
  about: Pick<DriftFinding, 'operation' | 'method' | 'template'>,
  more: Pick<DriftFinding, 'detail' | 'evidence' | 'patch'> & Partial<Pick<DriftFinding, 'severity'>>,
): DriftFinding {
  return { kind, severity: DRIFT_KINDS[kind].severity, ...about, place: '', ...more };
}

/** After its announced end it is worse that an operation is still there. */
function zombie({ operation, evidence }: OperationWatch): Parameters<typeof finding>[2] {
  const end = operation.sunset === undefined ? Number.NaN : Date.parse(operation.sunset);
  const isOver = evidence.lastSeenMs >= end;
  const detail = isOver ? `called after its end (${operation.sunset ?? ''})` : 'called';
  return { detail, evidence: evidence.view(), patch: [], ...(isOver && { severity: 'high' }) };
}

function evidenceOf({ calls, firstSeenMs, lastSeenMs, callers }: ObservedEndpoint): DriftEvidence {
  return {
    calls,
    firstSeenMs,
    lastSeenMs,
    distinctCallers: callers.distinct,
    callers: callers.top.slice(0, MOST_CALLERS).map(({ value, calls: times }) => ({ caller: value, calls: times })),
    examples: [],
  };
}
