import type { DataClass } from '../data-class.ts';
import { type Judgement, judgeField } from '../judge/judge-field.ts';
import type { Direction, Endpoint, Place } from './endpoint.ts';
import type { Field } from './field.ts';
import type { PassedOver } from './inventory.ts';
import type { CallerVolume } from './top-callers.ts';

/** Data of one class in one field. */
export interface DataFinding {
  readonly dataClass: DataClass;
  readonly direction: Direction;
  readonly place: Place;
  /** `customer.addresses[].street`; '' for the body as a whole. */
  readonly field: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** What the name of the field says. */
  readonly name: 'strong' | 'weak' | null;
  /** Values of the field that were looked at, those that fit whole, those with something that fits within, and those left out of the record. */
  readonly values: number;
  readonly fits: number;
  readonly within: number;
  readonly withheld: number;
  /** A value, masked; null where none was seen. */
  readonly example: string | null;
}

/** How much of a class went one way, and to or from whom. */
export interface DataVolume {
  readonly dataClass: DataClass;
  readonly direction: Direction;
  readonly calls: number;
  readonly values: number;
  readonly mostInOneCall: number;
  readonly callers: number;
  /** Those with the most values first. Where there were more callers than are kept, their numbers are upper bounds. */
  readonly topCallers: readonly Readonly<CallerVolume>[];
  readonly isApproximate: boolean;
}

export interface EndpointData {
  readonly api: string | null;
  readonly host: string;
  readonly method: string;
  readonly template: string;
  readonly calls: number;
  readonly callers: number;
  /** RFC 3339; null where the record has no times. */
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  /** Fields that found no room and were not looked at. */
  readonly crowdedOut: number;
  readonly findings: readonly DataFinding[];
  readonly volumes: readonly DataVolume[];
}

export interface DataReport {
  readonly calls: number;
  readonly passedOver: Readonly<PassedOver>;
  /** Endpoints with findings, in the order of API, template and method. */
  readonly endpoints: readonly EndpointData[];
  /** All endpoints that were seen. */
  readonly endpointsSeen: number;
}

/** What has endpoints whose fields were looked at. */
export interface DataSource {
  readonly calls: number;
  readonly passedOver: Readonly<PassedOver>;
  readonly endpoints: Iterable<Endpoint>;
}

/** What was found with at least so much confidence. */
export function reportOf(inventory: DataSource, leastConfidence: number): DataReport {
  const all = [...inventory.endpoints];
  const endpoints = all
    .map((endpoint) => endpointData(endpoint, leastConfidence))
    .filter(({ findings }) => findings.length > 0)
    .toSorted((a, b) => compare(a.api ?? a.host, b.api ?? b.host) || compare(a.template, b.template) || compare(a.method, b.method));
  return { calls: inventory.calls, passedOver: inventory.passedOver, endpoints, endpointsSeen: all.length };
}

function endpointData(endpoint: Endpoint, leastConfidence: number): EndpointData {
  const { api, host, method, template, calls, crowdedOut } = endpoint;
  const findings = endpoint.roots.flatMap(({ direction, place, field }) =>
    fieldsOf(field).flatMap((each) =>
      judgeField(each)
        .filter(({ confidence }) => confidence >= leastConfidence)
        .map((judgement) => finding(judgement, each, direction, place)),
    ),
  );
  return {
    api,
    host,
    method,
    template,
    calls,
    callers: endpoint.callers.count,
    firstSeen: timeOf(endpoint.firstSeenMs),
    lastSeen: timeOf(endpoint.lastSeenMs),
    crowdedOut,
    findings,
    volumes: volumesOf(endpoint, findings),
  };
}

function finding({ dataClass, confidence, name, tally }: Judgement, field: Field, direction: Direction, place: Place): DataFinding {
  const { values, withheld, path } = field;
  return {
    dataClass,
    direction,
    place,
    field: path,
    confidence,
    name,
    values,
    fits: tally?.fits ?? 0,
    within: tally?.within ?? 0,
    withheld,
    example: tally?.example ?? null,
  };
}

/** Of classes that were found only: single values that fitted by chance are no volume. */
function volumesOf(endpoint: Endpoint, findings: readonly DataFinding[]): readonly DataVolume[] {
  const found = new Set(findings.map(({ dataClass, direction }) => `${direction} ${dataClass.id}`));
  return (['request', 'response'] as const).flatMap((direction) =>
    [...endpoint.volumes[direction]]
      .filter(([dataClass]) => found.has(`${direction} ${dataClass.id}`))
      .map(([dataClass, { calls, values, mostInOneCall, callers, top }]) => ({
        dataClass,
        direction,
        calls,
        values,
        mostInOneCall,
        callers: callers.count,
        topCallers: top.list(),
        isApproximate: top.isApproximate,
      }))
      .toSorted((a, b) => b.values - a.values || compare(a.dataClass.id, b.dataClass.id)),
  );
}

/** RFC 3339; null for a record without times. */
function timeOf(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}

/** A field and all below it, without recursion. */
function fieldsOf(root: Field): readonly Field[] {
  const fields = [root];
  for (let index = 0; index < fields.length; index++) fields.push(...(fields[index]?.below ?? []));
  return fields;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
