import type { Exchange } from '@airside/domain';

import { launch } from './campaigns/launch.ts';
import { Draw } from './draw.ts';
import type { Mark } from './gateway/client.ts';
import { populate } from './people/population.ts';
import { DAY_MS, EPOCH_MS } from './time.ts';
import { World } from './world.ts';

export interface SimulationOptions {
  readonly days: number;
  /** People at the beginning, machines beside. */
  readonly users: number;
  readonly seed: number;
  /** Days at the beginning without any attack. */
  readonly quietDays: number;
  /** Ids of campaigns, each in all of its forms. */
  readonly campaigns: readonly string[];
}

/** An exchange, and what is known of it because it is simulated. */
export interface Labelled {
  readonly exchange: Exchange;
  readonly label: 0 | 1;
  /** Which attack it belongs to. */
  readonly mark: Mark | null;
  /** Names what one client does in one go. */
  readonly session: string;
}

/** Traffic in the order of time, made as it is taken. The same options give the same exchanges. */
export function* simulate(options: SimulationOptions): Generator<Labelled, void, void> {
  yield* run(createWorld(options));
}

/** A world that is about to begin. */
export function createWorld({ days, users, seed, quietDays, campaigns }: SimulationOptions): World {
  const world = new World(new Draw(seed), days);
  populate(world, users);
  launch(world, campaigns, quietDays);
  return world;
}

/** Lets time go by until the end. */
export function* run(world: World): Generator<Labelled, void, void> {
  const endMs = EPOCH_MS + world.days * DAY_MS;
  while (world.nextMs < endMs) {
    world.step();
    for (const { exchange, client } of world.sent) {
      const mark = client.mark ?? (world.taint?.matches(exchange) === true ? world.taint.mark : null);
      yield { exchange, label: mark === null ? 0 : 1, mark, session: client.session };
    }
    world.sent.length = 0;
  }
}
