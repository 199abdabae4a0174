import type { Exchange } from '@airside/domain';

import { Bank } from './apis/bank.ts';
import { Desk } from './apis/desk.ts';
import { Ledger } from './apis/ledger.ts';
import { Shop } from './apis/shop.ts';
import { Telemetry } from './apis/telemetry.ts';
import { Calendar } from './calendar/calendar.ts';
import type { Draw } from './draw.ts';
import type { Client, Mark } from './gateway/client.ts';
import { Gateway, type Input } from './gateway/gateway.ts';
import type { Answer, ApiProfile, Operation } from './gateway/operation.ts';
import type { Person } from './people/person.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import type { Script } from './scheduler/script.ts';
import { EPOCH_MS } from './time.ts';

/** An exchange with who sent it. */
export interface Sent {
  readonly exchange: Exchange;
  readonly client: Client;
}

/** Somebody who signed in, with what could be stolen from them. */
export interface SignIn {
  readonly person: Person;
  readonly client: Client;
  readonly timeMs: number;
}

const MOST_SIGN_INS = 60;

/** All APIs and people, and the time. */
export class World {
  readonly days: number;
  readonly draw: Draw;
  readonly calendar: Calendar;
  readonly shop: Shop;
  readonly bank = new Bank();
  readonly desk = new Desk();
  readonly telemetry = new Telemetry();
  readonly ledger = new Ledger();
  readonly people: Person[] = [];
  /** What was sent and not yet taken. */
  readonly sent: Sent[] = [];
  /** Exchanges of honest callers that are part of something that went wrong. */
  taint: { readonly mark: Mark; readonly matches: (exchange: Exchange) => boolean } | null = null;
  readonly #scheduler = new Scheduler();
  readonly #gateway: Gateway;
  readonly #signIns = new Map<string, SignIn[]>();
  #nowMs = EPOCH_MS;

  constructor(draw: Draw, days: number) {
    this.days = days;
    this.draw = draw;
    this.calendar = new Calendar(draw.fork('calendar'), days);
    this.shop = new Shop(draw.fork('shop'), this.calendar.releaseMs('shop'));
    this.#gateway = new Gateway(draw.fork('gateway'), this.calendar, (exchange, client) => this.sent.push({ exchange, client }));
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** When something happens next; Infinity at the end. */
  get nextMs(): number {
    return this.#scheduler.nextMs;
  }

  start(script: Script, atMs = this.#nowMs): void {
    this.#scheduler.add(script, atMs);
  }

  step(): void {
    this.#nowMs = this.#scheduler.nextMs;
    this.#scheduler.step();
  }

  send(client: Client, operation: Operation, input?: Input): Answer {
    return this.#gateway.send(this.#nowMs, client, operation, input);
  }

  sendUnknown(client: Client, api: ApiProfile, method: string, path: string, input?: Input): Answer {
    return this.#gateway.sendUnknown(this.#nowMs, client, api, method, path, input);
  }

  signedIn(person: Person, client: Client): void {
    const { api } = person.persona;
    const list = this.#signIns.get(api);
    const entry = { person, client: { ...client }, timeMs: this.#nowMs };
    if (list === undefined) this.#signIns.set(api, [entry]);
    else list.push(entry);
    if (list !== undefined && list.length > MOST_SIGN_INS) list.shift();
  }

  /** Who signed in to an API of late, the last one last. */
  signIns(api: string): readonly SignIn[] {
    return this.#signIns.get(api) ?? [];
  }

  peopleOf(persona: string): readonly Person[] {
    return this.people.filter(({ persona: { name } }) => name === persona);
  }
}
