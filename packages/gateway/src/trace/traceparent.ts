/** What a `traceparent` field says (W3C Trace Context, section 3.2). */
export interface Traceparent {
  /** 32 hexadecimal digits, not all 0. */
  readonly traceId: string;
  /** The span that sent the request: 16 hexadecimal digits, not all 0. */
  readonly parentId: string;
  /** Whoever sent it keeps its part of the trace. */
  readonly sampled: boolean;
  /** The last 56 bits of the trace id are random (level 2). */
  readonly random: boolean;
}

const LENGTH = 55;
const DASHES = [2, 35, 52] as const;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);
const SAMPLED = 0x01;
const RANDOM = 0x02;

/**
 * Undefined for anything that is not well-formed: version ff, capital letters, ids of zeros, version 00 with more behind it. Of a version that is not known
 * yet as much is read as version 00 has (section 3.2.4). Several fields, joined by a comma, are not well-formed.
 */
export function parseTraceparent(value: string | undefined): Traceparent | undefined {
  if (value === undefined || value.length < LENGTH) return undefined;
  for (let index = 0; index < LENGTH; index++) {
    const isDash = index === DASHES[0] || index === DASHES[1] || index === DASHES[2];
    if (isDash ? value[index] !== '-' : !isHex(value.charCodeAt(index))) return undefined;
  }
  const version = value.slice(0, 2);
  if (version === 'ff') return undefined;
  if (value.length > LENGTH && (version === '00' || value[LENGTH] !== '-')) return undefined;
  const traceId = value.slice(3, 35);
  const parentId = value.slice(36, 52);
  if (traceId === NO_TRACE || parentId === NO_SPAN) return undefined;
  const flags = Number.parseInt(value.slice(53, LENGTH), 16);
  return { traceId, parentId, sampled: (flags & SAMPLED) !== 0, random: (flags & RANDOM) !== 0 };
}

/** The field as it is written in version 00. */
export function formatTraceparent({ traceId, parentId, sampled, random }: Traceparent): string {
  return `00-${traceId}-${parentId}-0${(sampled ? SAMPLED : 0) | (random ? RANDOM : 0)}`;
}

/** Lower case only. */
function isHex(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66);
}
