import type { Parameters } from '../structured-fields/types.ts';

/** The parameters of a signature (RFC 9421 section 2.3), typed. */
export interface SignatureParameters {
  /** Seconds since 1970. */
  readonly created?: number;
  readonly expires?: number;
  readonly nonce?: string;
  readonly alg?: string;
  readonly keyid?: string;
  readonly tag?: string;
}

const TYPES: Readonly<Record<keyof SignatureParameters, 'integer' | 'string'>> = {
  created: 'integer',
  expires: 'integer',
  nonce: 'string',
  alg: 'string',
  keyid: 'string',
  tag: 'string',
};

/** Undefined where one has another type than it must have. Unknown ones are passed over; they are signed like the others. */
export function readParameters(parameters: Parameters): SignatureParameters | undefined {
  const read: Record<string, unknown> = {};
  for (const [name, type] of Object.entries(TYPES)) {
    const bare = parameters.get(name);
    if (bare === undefined) continue;
    if (bare.type !== type) return undefined;
    read[name] = bare.value;
  }
  return read;
}

export interface TimeLimits {
  /** How long after `created` a signature is accepted. */
  readonly maxAgeMs: number;
  /** How far clocks may differ. */
  readonly clockToleranceMs: number;
}

/** The time until which a signature is accepted (milliseconds since 1970), or why it is not accepted now. */
export function lifetime(
  { created, expires }: SignatureParameters,
  limits: TimeLimits,
  nowMs: number,
): { readonly untilMs: number } | string {
  if (created === undefined) return 'signature does not say when it was created';
  const createdMs = created * 1000;
  if (createdMs > nowMs + limits.clockToleranceMs) return 'signature was created in the future';
  const end = Math.min(createdMs + limits.maxAgeMs, expires === undefined ? Number.POSITIVE_INFINITY : expires * 1000);
  const untilMs = end + limits.clockToleranceMs;
  return nowMs >= untilMs ? 'signature is too old' : { untilMs };
}
