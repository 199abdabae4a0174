import { Evidence } from './evidence.ts';
import { covers, type Exclusion, namesParts, narrowest } from './exclusion.ts';
import { type Bounds, objection } from './judge-place.ts';
import type { Place } from './places.ts';

/** So many narrow exclusions are worth one that is wider than what was seen. */
const WORTH_WIDENING = 3;
/** Places accepted at a time: a configuration takes 100 exclusions, so nobody can do with more. */
const MOST_ACCEPTED = 1000;

const UNSEEN = 'only the whole rule could be left out there, and there are too many places to know what that would cover';

/** An exclusion that is worth adding to an API's configuration. */
export interface Proposal {
  readonly api: string;
  readonly exclusion: Exclusion;
  /** The places it is made for; more than one where it is wider than what was seen. */
  readonly places: readonly Place[];
  /** What was seen where it holds. */
  readonly evidence: Evidence;
}

export interface Proposals {
  /** Those that cover most alarms first. */
  readonly proposed: readonly Proposal[];
  /** Places in alarms for which nothing is proposed. */
  readonly rejected: readonly { readonly place: Place; readonly why: string }[];
}

export interface ProposeOptions {
  readonly bounds: Bounds;
  readonly labelled: boolean;
  readonly narrow: boolean;
  /** Whether all places were looked at. What covers more than the place it is made for might cover attacks in those that were not. */
  readonly complete: boolean;
}

/**
 * Exclusions for places that look like false alarms: a rule, on one part of one operation; a wider one (all operations, or all parts of one)
 * where it replaces three or more and covers nothing that spoke against it. Places that never counted in an alarm need none.
 */
export function propose(places: readonly Place[], options: ProposeOptions): Proposals {
  const rejected: { place: Place; why: string }[] = [];
  const accepted = new Set<Place>();
  const byRule = Map.groupBy(places, ({ api, rule }) => JSON.stringify([api, rule]));
  const around = ({ api, rule }: Place): readonly Place[] => byRule.get(JSON.stringify([api, rule])) ?? [];
  for (const place of places) {
    if (place.evidence.alarms === 0) continue;
    const unseen = place.part.kind === 'rule' && !options.complete ? UNSEEN : undefined;
    const why = objection(place, options.bounds, options.labelled) ?? unseen ?? tooWide(narrowest(place), around(place));
    if (why !== undefined) rejected.push({ place, why });
    else if (accepted.size < MOST_ACCEPTED) accepted.add(place);
    else rejected.push({ place, why: `more than ${MOST_ACCEPTED} places; apply the others first` });
  }
  const proposed = [...byRule.values()].flatMap((all) => ofRule(all, accepted, options.narrow || !options.complete));
  return { proposed: proposed.sort((a, b) => b.evidence.alarms - a.evidence.alarms), rejected };
}

/** The exclusions for one rule of one API. */
function ofRule(all: readonly Place[], accepted: ReadonlySet<Place>, narrow: boolean): Proposal[] {
  let open = all.filter((place) => accepted.has(place));
  const wide = narrow ? [] : [...widened(open, byPart), ...widened(open, byOperation)];
  const proposals: Proposal[] = [];
  for (const exclusion of [...wide, ...open.map(narrowest)]) {
    const covered = open.filter((place) => covers(exclusion, place));
    const isWide = wide.includes(exclusion);
    if (covered.length === 0 || (isWide && (covered.length < WORTH_WIDENING || tooWide(exclusion, all) !== undefined))) continue;
    open = open.filter((place) => !covered.includes(place));
    const evidence = new Evidence();
    for (const place of all) if (covers(exclusion, place)) evidence.merge(place.evidence);
    proposals.push({ api: covered[0]?.api ?? '', exclusion, places: covered, evidence });
  }
  return proposals;
}

type Widen = (exclusion: Exclusion) => Exclusion | undefined;

function widened(places: readonly Place[], widen: Widen): Exclusion[] {
  const found = new Map<string, Exclusion>();
  for (const place of places) {
    const exclusion = widen(narrowest(place));
    if (exclusion !== undefined) found.set(JSON.stringify(exclusion), exclusion);
  }
  return [...found.values()];
}

/** The same part on all operations. */
const byPart: Widen = (exclusion) => {
  const { operations, ...rest } = exclusion;
  return operations === undefined || !namesParts(exclusion) ? undefined : rest;
};

/** All parts of the same operation. */
const byOperation: Widen = ({ rules, operations }) => (operations === undefined ? undefined : { rules, operations });

/** What an exclusion would cover besides the place it is made for. */
function tooWide(exclusion: Exclusion, around: readonly Place[]): string | undefined {
  const against = around.find((place) => covers(exclusion, place) && (place.evidence.suspicious > 0 || place.part.kind === 'never'));
  if (against === undefined) return undefined;
  return 'only the whole rule could be left out there, and suspicious requests set it off in other parts';
}
