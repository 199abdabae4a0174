import { gunzipSync, gzipSync } from 'node:zlib';

import { z } from 'zod';

const VERSION = 1;
const MOST_BYTES = 1024 * 1024 * 1024;

const stateSchema = z.strictObject({
  version: z.literal(VERSION),
  key: z.string(),
  panel: z.record(z.string(), z.strictObject({ calibration: z.unknown(), learned: z.unknown().optional() })),
  reader: z.unknown(),
  training: z.unknown(),
  /** Absent in states of earlier versions. */
  profiles: z.unknown().optional(),
  judgements: z.unknown(),
  outbreaks: z.unknown().optional(),
  incidents: z.unknown(),
});

/** What an engine has learned, part by part. `key` tells whether two were learned with the same key. */
export type EngineState = Omit<z.infer<typeof stateSchema>, 'version'>;

/** A state as bytes. */
export function writeState(state: EngineState): Uint8Array {
  return gzipSync(JSON.stringify({ version: VERSION, ...state }), { level: 1 });
}

/** The state in bytes; throws an Error that says what is wrong with them. */
export function readState(bytes: Uint8Array): EngineState {
  let json: unknown;
  try {
    json = JSON.parse(gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString());
  } catch (error) {
    throw new Error(`this is not the saved state of a behaviour engine: ${(error as Error).message}`, { cause: error });
  }
  const { success, data } = stateSchema.safeParse(json);
  if (success) return data;
  const { version } = (json ?? {}) as { readonly version?: unknown };
  throw new Error(
    version === VERSION
      ? 'the saved state of the behaviour engine is damaged'
      : `the saved state of the behaviour engine has version ${String(version)}, expected ${VERSION}`,
  );
}
