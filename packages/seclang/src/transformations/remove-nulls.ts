import { HAS } from '../fingerprint.ts';
import { dropBytes } from './drop-bytes.ts';
import type { Transformation } from './transformation.ts';

const NUL = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte === 0));

/** `t:removeNulls`: without the bytes 0x00. */
export const removeNulls: Transformation = { name: 'removeNulls', changes: HAS.nul, adds: 0, apply: (value) => dropBytes(value, NUL) };
