import type { Client } from '../gateway/client.ts';
import type { Script } from '../scheduler/script.ts';
import type { World } from '../world.ts';
import type { Person, Traits } from './person.ts';

/** A kind of user: how many there are, when they come, and what they do then. */
export interface Persona extends Traits {
  session?(world: World, person: Person, client: Client): Script;
  /** For machines: all they do, instead of sessions. */
  life?(world: World, person: Person): Script;
}
