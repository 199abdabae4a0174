import { z } from 'zod';

import type { CallReader } from '../../call/call-reader.ts';
import type { ProfileLearner } from '../../profile/profile-learner.ts';
import type { Incidents } from '../incidents.ts';
import type { Judgements } from '../judgements.ts';
import type { Novelties } from '../novelties.ts';
import type { Outbreaks } from '../outbreaks.ts';
import type { Panel } from '../panel.ts';
import type { Reports } from '../reports.ts';
import { Suspect } from '../suspect.ts';
import type { Suspects } from '../suspects.ts';
import type { Training } from '../training.ts';
import { isVersion2, type Section, unpackState } from './container.ts';
import { savedSuspects } from './saved-suspect.ts';
import { isVersion1, readVersion1 } from './version-1.ts';

const SUSPECTS_IN_PART = 200;
/** Engines whose states are merged, at most. */
const MOST_ORIGINS = 1000;
const INDICATOR = 'indicator ';
const CALLERS = 'callers ';

const savedHead = z.strictObject({
  /** Tells whether two engines hash with the same key. */
  key: z.string().max(100),
  /** Of which engines this is what they have learned. */
  origins: z.array(z.string().max(100)).max(MOST_ORIGINS),
  nowMs: z.number().nonnegative(),
  nextTickMs: z.number().nonnegative(),
  uncounted: z.number().nonnegative(),
});

/** The parts of an engine that remember something. */
export interface Remembering {
  readonly key: string;
  readonly panel: Panel;
  readonly reader: CallReader;
  readonly training: Training;
  readonly profiles: ProfileLearner;
  readonly judgements: Judgements;
  readonly incidents: Incidents;
  readonly reports: Reports;
  readonly suspects: Suspects;
  readonly novelties: Novelties;
  readonly outbreaks: Outbreaks;
  /** Of which engines it knows what they have learned; the first one is this. */
  readonly origins: readonly string[];
  readonly nowMs: number;
  readonly nextTickMs: number;
}

/** What an engine takes over with a state. */
export interface TakenOver {
  /** Of which engines it knows from now on what they have learned. */
  readonly origins: readonly string[];
  readonly nowMs: number;
  readonly nextTickMs: number;
  /** What of the state was not taken over, and why. */
  readonly left: readonly string[];
}

/** All that an engine knows, section by section, each made when it is asked for. */
export function* sectionsOf(engine: Remembering): Generator<Section> {
  const { key, panel, reader, training, profiles, judgements, incidents, reports, suspects, novelties, outbreaks } = engine;
  const { origins, nowMs, nextTickMs } = engine;
  yield { name: 'head', value: { key, origins, nowMs, nextTickMs, uncounted: panel.uncounted } };
  yield { name: 'reader', value: reader.save() };
  yield { name: 'training', value: training.save() };
  for (const value of training.saveHours()) yield { name: 'hours', value };
  for (const value of profiles.save()) yield { name: 'profiles', value };
  yield { name: 'judgements', value: judgements.save() };
  for (const value of judgements.saveVerdicts()) yield { name: 'verdicts', value };
  yield { name: 'novelties', value: novelties.save() };
  yield { name: 'outbreaks', value: outbreaks.save() };
  yield { name: 'releases', value: suspects.releases.save() };
  for (const value of incidents.save()) yield { name: 'incidents', value };
  for (const value of reports.save(nowMs)) yield { name: 'reports', value };
  for (const [id, value] of panel.save()) yield { name: `${INDICATOR}${id}`, value };
  for (const value of partsOf([...suspects.entries()])) yield { name: 'suspects', value };
  for (const [id, value] of panel.saveCallers()) yield { name: `${CALLERS}${id}`, value };
}

/**
 * Adds what is in a state to what an engine knows. Throws an Error, with nothing taken over, where its checksums tell that it is damaged, where it was learned with another key, or
 * is of engines that this one knows already: what they have learned would be counted twice. A section that is not what it should be is left out. Of one that cannot be read although
 * its checksum is right, made by hand, an Error is thrown as well, and those before it are taken over then: the engine is not to be used any more.
 */
export function takeOver(engine: Remembering, state: Uint8Array): TakenOver {
  const isOld = isVersion1(state);
  const left: string[] = isOld ? ['it is of version 1, which has nothing of single callers'] : [];
  if (isVersion2(state)) left.push('it is of version 2, which has the windows of single callers in another form');
  let head: z.infer<typeof savedHead> | undefined;
  for (const { name, value } of isOld ? readVersion1(state) : unpackState(state)) {
    if (name === 'head') head = headOf(value, engine);
    if (head === undefined) throw new Error('this saved state does not begin with its head');
    try {
      const gone = add(engine, name, value);
      if (gone !== undefined) left.push(gone);
    } catch (error) {
      left.push(`${name}: ${reasonOf(error)}`);
    }
  }
  if (head === undefined) throw new Error('this saved state has no head');
  engine.panel.addUncounted(head.uncounted);
  return { origins: originsWith(engine, head.origins), nowMs: head.nowMs, nextTickMs: head.nextTickMs, left: [...new Set(left)] };
}

/** What an engine that knew nothing takes over is continued; else there are two, which are one from now on. */
function originsWith({ nowMs, origins }: Remembering, taken: readonly string[]): readonly string[] {
  const isContinued = nowMs === 0 && origins.length === 1 && taken.length > 0;
  return isContinued ? taken : [...origins, ...taken];
}

function headOf(value: unknown, engine: Remembering): z.infer<typeof savedHead> {
  const { key, origins } = engine;
  const { success, data } = savedHead.safeParse(value);
  if (!success) throw new Error('the head of this saved state is damaged');
  if (data.key !== key) throw new Error('this was learned with another key: engines whose states are merged need the same one');
  const twice = data.origins.find((origin) => origins.includes(origin));
  if (originsWith(engine, data.origins).length > MOST_ORIGINS) throw new Error(`no more than ${MOST_ORIGINS} engines can be merged`);
  if (twice !== undefined) throw new Error(`what the engine ${twice} has learned is known already, and would be counted twice`);
  return data;
}

/** Says what was not taken over, where something was not. */
function add(
  { panel, reader, training, profiles, judgements, incidents, reports, suspects, novelties, outbreaks }: Remembering,
  name: string,
  value: unknown,
): string | undefined {
  switch (name) {
    case 'head':
      return undefined;
    case 'reader':
      reader.merge(value);
      return undefined;
    case 'training':
      training.merge(value);
      return undefined;
    case 'hours':
      training.mergeHours(value);
      return undefined;
    case 'profiles':
      profiles.merge(value);
      return undefined;
    case 'judgements':
      judgements.merge(value);
      return undefined;
    case 'verdicts':
      judgements.mergeVerdicts(value);
      return undefined;
    case 'novelties':
      novelties.merge(value);
      return undefined;
    case 'outbreaks':
      outbreaks.merge(value, (id) => panel.indicator(id));
      return undefined;
    case 'releases':
      suspects.releases.merge(value);
      return undefined;
    case 'incidents':
      return toldOf(incidents.merge(value));
    case 'incidents-1':
      return toldOf(incidents.mergeBefore(value));
    case 'reports':
      reports.merge(value);
      return undefined;
    case 'suspects':
      addSuspects(suspects, panel, value);
      return undefined;
    default:
      return addOfIndicator(panel, name, value);
  }
}

function toldOf(displaced: number): string | undefined {
  return displaced === 0 ? undefined : `incidents: ${displaced} are closed, as no more can be open`;
}

function addOfIndicator(panel: Panel, name: string, value: unknown): string | undefined {
  const isOfCallers = name.startsWith(CALLERS);
  if (!isOfCallers && !name.startsWith(INDICATOR)) return `${name}: nothing of that name is known`;
  const id = name.slice(isOfCallers ? CALLERS.length : INDICATOR.length);
  const isThere = isOfCallers ? panel.mergeCallers(id, value) : panel.merge(id, value);
  return isThere ? undefined : `indicator ${id}: it is there no more`;
}

function* partsOf(suspects: readonly (readonly [key: string, suspect: Suspect, rank: number])[]): Iterable<unknown> {
  for (let from = 0; from < suspects.length; from += SUSPECTS_IN_PART) {
    yield suspects.slice(from, from + SUSPECTS_IN_PART).map(([key, suspect, rank]) => [key, suspect.save(), rank]);
  }
}

function addSuspects(suspects: Suspects, panel: Panel, saved: unknown): void {
  for (const [key, each, rank] of savedSuspects.parse(saved)) {
    const suspect = suspects.get(key) ?? new Suspect();
    suspect.merge(each, (id) => panel.indicator(id));
    suspects.set(key, suspect, rank);
  }
}

/** A word about what is wrong, without what was found, which may be anything. */
function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return (error as Error).message.slice(0, 200);
  const [issue] = error.issues;
  return issue === undefined ? 'it is not what it should be' : `${issue.message} at ${issue.path.join('.') || 'its top'}`.slice(0, 200);
}
