import { PASSWORD } from '../apis/login.ts';
import { deviceOn, type Header, install } from '../device/device.ts';
import type { Family } from '../device/families.ts';
import type { Draw } from '../draw.ts';
import type { Client, Mark } from '../gateway/client.ts';
import type { Input } from '../gateway/gateway.ts';
import type { Answer, ApiProfile, Operation } from '../gateway/operation.ts';
import { COUNTRIES, FAR } from '../network/countries.ts';
import { type Address, homeAddress, hostingAddress, mobileAddress, vpnAddress } from '../network/networks.ts';
import type { Person } from '../people/person.ts';
import { PERSONAS } from '../people/personas.ts';
import { newPerson, register } from '../people/population.ts';
import type { Step } from '../scheduler/script.ts';
import { dayOf, HOUR_MS, MINUTE_MS } from '../time.ts';
import type { SignIn, World } from '../world.ts';

/** Where attackers call from: the same kinds of network as everybody else. */
export type Origin = 'home' | 'hosting' | 'mobile' | 'vpn' | 'far';

const COOKIE_MS = 10 * HOUR_MS;

/** What an attacker has at hand. Whatever is sent from here carries the mark of the campaign, and nothing else that honest traffic could not have. */
export class Stage {
  readonly world: World;
  readonly draw: Draw;
  readonly mark: Mark;
  #accounts = 0;

  constructor(world: World, draw: Draw, mark: Mark) {
    this.world = world;
    this.draw = draw;
    this.mark = mark;
  }

  address(origin: Origin): Address {
    const { draw } = this;
    const country = draw.weighted(COUNTRIES.map((one) => [one.weight, one.code] as const)) ?? 'DE';
    if (origin === 'hosting') return hostingAddress(draw);
    if (origin === 'mobile') return mobileAddress(country, draw.integer(0, 59), draw);
    if (origin === 'vpn') return vpnAddress(draw);
    return homeAddress(origin === 'far' ? draw.pick(FAR) : country, draw.integer(0, 9), draw);
  }

  /** Software at an address. Attackers use the same software as others, or say so. */
  client(origin: Origin, kind: Family['kind'], prefix = ''): Client {
    const { draw, world, mark } = this;
    const address = this.address(origin);
    const device = deviceOn(install(draw, kind, address.country, prefix), dayOf(world.nowMs));
    return { address, device, credential: null, cookie: null, session: draw.hash96(), mark };
  }

  /** Somebody else's software, as far as it can be imitated: what it says of itself, but not how it does TLS. */
  disguised(client: Client, prefix: string): Client {
    const imitated = deviceOn(install(this.draw, 'browser', client.address.country, prefix), dayOf(this.world.nowMs));
    client.device = { ...imitated, fingerprint: client.device.fingerprint };
    return client;
  }

  /** An account that the attacker has opened as anybody can. */
  own(persona: string): Person {
    const found = PERSONAS.find(({ name }) => name === persona);
    if (found === undefined) throw new RangeError(`expected the name of a persona, found ${persona}`);
    const members = this.world.peopleOf(persona).length;
    const person = newPerson(found, this.draw.fork(`account ${this.#accounts++}`), this.draw.integer(0, Math.max(0, members - 1)), 0, 1);
    register(this.world, person);
    return person;
  }

  /** Signs in with the right password, as whoever knows it. */
  *signIn(client: Client, person: Person): Step<boolean> {
    const { world, draw } = this;
    const { shop, bank, desk, telemetry, ledger } = world;
    const { account, username, persona } = person;
    const body = { username, password: PASSWORD };
    yield draw.between(200, 3000);
    switch (persona.api) {
      case 'shop':
        if (this.send(client, shop.operations.createSession, { body }).status !== 201) return false;
        client.credential = shop.credential(account, world.nowMs, draw);
        break;
      case 'bank':
        if (this.send(client, bank.operations.login, { body }).status !== 200) return false;
        client.credential = bank.credential(account, world.nowMs, draw);
        break;
      case 'desk':
        client.cookie = draw.hash96();
        if (this.send(client, desk.operations.login, { body }).status !== 200) return false;
        client.credential = { principal: ANONYMOUS, expiresMs: world.nowMs + COOKIE_MS, account };
        break;
      case 'telemetry':
        client.credential = telemetry.operator(account, world.nowMs, draw);
        break;
      case 'ledger':
        client.credential = ledger.person(account);
        break;
    }
    yield draw.between(800, 6000);
    return true;
  }

  /** Sends; signs in again first where the token has run out. */
  *call(client: Client, person: Person, operation: Operation, input?: Input): Step<Answer> {
    if ((client.credential?.expiresMs ?? 0) <= this.world.nowMs && !(yield* this.signIn(client, person))) return { status: 401 };
    return this.send(client, operation, input);
  }

  send(client: Client, operation: Operation, input?: Input): Answer {
    return this.world.send(client, operation, input);
  }

  sendUnknown(client: Client, api: ApiProfile, method: string, path: string, input?: Input): Answer {
    return this.world.sendUnknown(client, api, method, path, input);
  }

  /** Somebody who has signed in of late and whose credential is good for a while. Waits until there is one. */
  *victim(persona: string, atLeastMs = 4 * MINUTE_MS): Step<SignIn> {
    const { world, draw } = this;
    const api = PERSONAS.find(({ name }) => name === persona)?.api ?? 'shop';
    for (;;) {
      const fresh = world
        .signIns(api)
        .filter(({ person, client }) => person.persona.name === persona && (client.credential?.expiresMs ?? 0) > world.nowMs + atLeastMs);
      const found = draw.among(fresh);
      if (found !== undefined) return found;
      yield draw.between(1, 5) * MINUTE_MS;
    }
  }

  /** A header field beside the usual ones. */
  header(name: string, value: string): { readonly headers: readonly Header[] } {
    return { headers: [[name, value]] };
  }
}

const ANONYMOUS = { kind: 'anonymous', subject: 'anonymous', consumer: null, credential: null } as const;
