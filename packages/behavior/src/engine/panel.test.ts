import { expect, test } from 'vitest';

import { INDICATORS } from '../indicators/index.ts';
import { learningOf } from '../testing/watch.ts';
import { Panel } from './panel.ts';

test.each([Number.NaN, 0, -1, Number.NEGATIVE_INFINITY])('a surprise of %s as time goes by is none', (surprise) => {
  const [first] = INDICATORS;
  if (first === undefined) throw new Error('no indicators');
  const signal = { subject: { kind: 'api', id: 'shop' } as const, evidence: [], operation: null, api: 'shop' };
  const indicator = {
    ...first,
    create: () => ({
      judge: () => undefined,
      tick: () => [
        { ...signal, surprise },
        { ...signal, surprise: 3 },
      ],
    }),
  };
  const panel = new Panel([indicator], learningOf(), () => undefined);
  expect(panel.tick(1).map((voice) => voice.signal.surprise)).toEqual([3]);
});
