import { byteSize, duration } from '@airside/domain';

const LARGEST = 64 * 2 ** 20;

/** How far bodies are held in memory to be looked into. */
export const holdShape = {
  maxBody: byteSize()
    .refine((bytes) => bytes >= 1 && bytes <= LARGEST, { error: 'expected at least 1B and at most 64MiB' })
    .prefault('1MiB')
    .describe(
      'Largest body, before and after it is decoded, that is held in memory to be looked into. Where one has to be and is larger, it is refused.',
    ),
  maxHold: duration()
    .refine((ms) => ms >= 1 && ms <= 60_000, { error: 'expected at least 1ms and at most 1m' })
    .prefault('10s')
    .describe('Longest time for which the body of a response is held back while it arrives. A slower one is refused.'),
};
