import type { Script } from '../scheduler/script.ts';
import { HOUR_MS } from '../time.ts';
import type { Campaign } from './campaign.ts';
import type { Stage } from './stage.ts';

/** Lets the shop answer with data of its customers for a while; the answers that hold them are marked. */
function leak(forMs: number) {
  return function* ({ world, mark }: Stage): Script {
    world.shop.leaksFromMs = world.nowMs;
    world.shop.leaksUntilMs = world.nowMs + forMs;
    world.taint = {
      mark,
      matches: ({ operation, status }) => status === 200 && (operation === 'listProducts' || operation === 'getProduct'),
    };
    yield forMs;
    world.taint = null;
  };
}

export const leakingRelease: Campaign = {
  id: 'leaking-release',
  about: 'No attacker: a release of the shop answers everybody with name, e-mail and telephone of the last buyer of a product.',
  means: ['new-field', 'personal-data-burst'],
  forms: {
    fast: { attack: leak(2 * HOUR_MS) },
    slow: { absent: 'A release leaks from its first answer on.' },
    distributed: { absent: 'It is in the answers to all callers already.' },
  },
};
