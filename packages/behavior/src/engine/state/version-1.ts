import { hash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';

import { z } from 'zod';

import type { Section } from './container.ts';

const MOST_BYTES = 1024 * 1024 * 1024;
const GZIP = [0x1f, 0x8b];

const schema = z.strictObject({
  version: z.literal(1),
  key: z.string(),
  panel: z.record(z.string(), z.strictObject({ calibration: z.unknown(), learned: z.unknown().optional() })),
  reader: z.unknown(),
  training: z.unknown(),
  judgements: z.unknown(),
  incidents: z.unknown(),
});

/** Whether bytes may be a state of version 1: JSON, gzipped. */
export function isVersion1(bytes: Uint8Array): boolean {
  return GZIP.every((byte, index) => bytes[index] === byte);
}

/** The sections that a state of version 1 would have had. It knows nothing of single callers. Throws an Error that says what is wrong with it. */
export function readVersion1(bytes: Uint8Array): readonly Section[] {
  let json: unknown;
  try {
    json = JSON.parse(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString());
  } catch (error) {
    throw new Error(`this is not the saved state of a behaviour engine: ${(error as Error).message}`, { cause: error });
  }
  const { success, data } = schema.safeParse(json);
  if (!success) throw new Error('this saved state of a behaviour engine, version 1, is damaged');
  const { key, panel, reader, training, judgements, incidents } = data;
  return [
    { name: 'head', value: { key, origins: [originOf(key, training)], nowMs: 0, nextTickMs: 0, uncounted: 0 } },
    { name: 'reader', value: reader },
    { name: 'training', value: training },
    { name: 'judgements', value: judgements },
    { name: 'incidents-1', value: incidents },
    ...Object.entries(panel).map(([id, value]) => ({ name: `indicator ${id}`, value })),
  ];
}

/** Such a state does not say of which engine it is. Two of one engine say alike since when it has watched each of its operations. */
function originOf(key: string, training: unknown): string {
  const since = Array.isArray(training) ? training.map((each) => (Array.isArray(each) ? Number(each[3]) : Number.NaN)) : [];
  const first = since.filter(Number.isFinite).reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return `version 1, ${hash('sha256', `${key} ${first}`, 'base64url').slice(0, 16)}`;
}
