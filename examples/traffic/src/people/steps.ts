import { PASSWORD } from '../apis/login.ts';
import type { Draw } from '../draw.ts';
import type { Client, Credential } from '../gateway/client.ts';
import type { Input } from '../gateway/gateway.ts';
import type { Answer, Operation } from '../gateway/operation.ts';
import type { Step } from '../scheduler/script.ts';
import { SECOND_MS } from '../time.ts';
import type { World } from '../world.ts';
import { moved } from './connect.ts';
import type { Person } from './person.ts';

const MOST_RETRIES = 3;
const SHARE_OF_MOVES = 0.02;
const SHARE_SENT_TWICE = 0.012;

/** How long somebody looks at something. */
export function pause(draw: Draw, seconds = 6): number {
  return Math.min(draw.around(seconds, 0.9), 600) * SECOND_MS;
}

/** The moment that software takes between requests that belong together. */
export function moment(draw: Draw): number {
  return draw.between(15, 180);
}

/** Sends a request as people's software does: tries again when the server is away, now and then twice by mistake, from a new address after a gap in the network. */
export function* call(world: World, person: Person, client: Client, operation: Operation, input?: Input): Step<Answer> {
  const { draw } = person;
  if (draw.chance(SHARE_OF_MOVES)) client.address = moved(person, client, world.nowMs) ?? client.address;
  let answer = world.send(client, operation, input);
  for (let attempt = 1; answer.status >= 502 && attempt <= MOST_RETRIES; attempt++) {
    yield draw.between(0.6, 1.6) * SECOND_MS * 2 ** attempt;
    answer = world.send(client, operation, input);
  }
  if (operation.method === 'POST' && answer.status < 300 && draw.chance(SHARE_SENT_TWICE)) {
    yield draw.between(150, 1200);
    world.send(client, operation, input);
  }
  return answer;
}

/** Signs in by user name and password, after a mistake or two. False where it is given up. */
export function* signIn(world: World, person: Person, client: Client, operation: Operation, accept: () => Credential): Step<boolean> {
  const { draw, username } = person;
  const mistakes = draw.chance(0.07) ? draw.integer(1, 3) : 0;
  for (let attempt = 0; attempt < mistakes; attempt++) {
    const given = draw.chance(0.2) ? mistyped(draw, username) : username;
    yield* call(world, person, client, operation, { body: { username: given, password: 'mistyped' } });
    yield pause(draw, 7);
  }
  if (mistakes === 3 && draw.chance(0.4)) return false;
  const { status } = yield* call(world, person, client, operation, { body: { username, password: PASSWORD } });
  if (status >= 300) return false;
  client.credential = accept();
  world.signedIn(person, client);
  return true;
}

function mistyped(draw: Draw, text: string): string {
  const at = draw.integer(1, text.length - 2);
  return text.slice(0, at) + text.slice(at + 1);
}
