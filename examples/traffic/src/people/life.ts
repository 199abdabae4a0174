import { timeOfDay } from '../calendar/rhythm.ts';
import type { Script } from '../scheduler/script.ts';
import { DAY_MS, EPOCH_MS, HOUR_MS } from '../time.ts';
import type { World } from '../world.ts';
import { connect, isOnTheWay } from './connect.ts';
import type { Person } from './person.ts';
import type { Persona } from './persona.ts';

/** One session after the other, day by day, at the hours of the person's rhythm. */
export function* life(world: World, persona: Persona, person: Person): Script {
  const { draw, offsetHours } = person;
  const { session, rhythm, api } = persona;
  if (session === undefined) return;
  for (let day = person.joinDay; day < world.days; day++) {
    const midnightMs = EPOCH_MS + day * DAY_MS - offsetHours * HOUR_MS;
    const crowd = world.calendar.crowd(api, midnightMs + 15 * HOUR_MS);
    const mean = person.sessionsPerDay * (rhythm.days[day % 7] ?? 1) * crowd;
    const starts = isOnTheWay(person, day) ? [] : Array.from({ length: draw.count(mean) }, () => midnightMs + timeOfDay(rhythm, draw));
    for (const startMs of starts.sort((a, b) => a - b)) {
      // Whoever is still at it, or whose day began before the simulation, leaves this one out.
      if (startMs <= world.nowMs) continue;
      yield startMs - world.nowMs;
      yield* session(world, person, connect(person, world.nowMs));
    }
    const nextMs = midnightMs + DAY_MS;
    if (nextMs > world.nowMs) yield nextMs - world.nowMs;
  }
}
