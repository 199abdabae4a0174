import type { Call, Place } from '../../call/call.ts';
import type { EngineOptions } from '../../engine/learning.ts';
import { ClockMap, LOOK_AT_LENGTH } from '../clock-map.ts';
import { cachedPairs } from '../name-cache.ts';
import { ApiProfile, newRates, onceChange, type Rates, tableOf } from './api-profile.ts';
import { halveAll } from './halve.ts';
import { OperationProfile, type ParameterTable } from './operation-profile.ts';
import { ParameterProfile } from './parameter-profile.ts';
import { MOST_APIS } from './saved-schema.ts';

/** So many parameters are kept for each operation that may be learned, of all together: most operations have fewer, and none of its tables has more than 200. One takes 9 KB at most, 50,000 of them, for 5000 operations, 450 MB. */
const PARAMETERS_OF_OPERATION = 10;
/** When there are so many, this share of them makes room at once. */
const MADE_ROOM = 1 / 8;
/** What was requested that often is worth keeping. */
const WORTH_KEEPING = 5;
const OF_OPERATION = ['path', 'query', 'body'] as const;
const OF_API = ['header', 'cookie'] as const;

interface Entry {
  readonly api: ApiProfile;
  readonly name: string;
}

interface Kept {
  readonly api: ApiProfile;
  readonly table: ParameterTable;
  readonly place: Place;
  readonly name: string;
  readonly requests: number;
}

/** APIs, their operations and parameters, with the counts over all of them. Bounded: what was asked for least lately makes room, of operations first what is none, of parameters what was seen in the fewest requests. */
export class Profiles {
  readonly apis: ClockMap<ApiProfile, string>;
  /** Over all APIs. */
  readonly all: { requests: number; onceOperations: number; readonly names: Rates } = { requests: 0, onceOperations: 0, names: newRates() };
  /** Grows whenever a profile is forgotten: whoever kept one looks again then. */
  forgotten = 0;
  readonly #key: number;
  readonly #mostOperations: number;
  readonly #mostParameters: number;
  readonly #pairs = cachedPairs();
  #operations: ClockMap<Entry, string>;
  #parameters = 0;

  constructor(key: number, { mostOperations }: EngineOptions) {
    this.#key = key;
    this.#mostOperations = mostOperations;
    this.#mostParameters = PARAMETERS_OF_OPERATION * mostOperations;
    this.apis = new ClockMap(MOST_APIS, ({ requests }) => requests >= WORTH_KEEPING, {
      mostLooks: LOOK_AT_LENGTH,
      onRemoved: (api, name) => this.#forgetApi(api, name),
    });
    this.#operations = this.#noOperations();
  }

  get parameters(): number {
    return this.#parameters;
  }

  /** The profile of the API of a call, made where there is none. */
  api({ api }: Call): ApiProfile {
    const known = this.apis.get(api);
    if (known !== undefined) return known;
    const made = new ApiProfile(this.#key);
    this.apis.set(api, made);
    return made;
  }

  /** The profile of the operation of a call, made where there is none. */
  operation(api: ApiProfile, call: Call): OperationProfile {
    const key = this.#pairs(call.api, call.operation);
    // That it is asked for keeps it.
    const known = this.#operations.get(key) && api.operations.get(call.operation);
    if (known !== undefined) return known;
    const made = new OperationProfile();
    api.operations.set(call.operation, made);
    this.#operations.set(key, { api, name: call.operation });
    return made;
  }

  count(api: ApiProfile, operation: OperationProfile, timeMs: number): void {
    operation.requests++;
    api.requests++;
    this.all.requests++;
    const change = onceChange(operation.requests);
    api.onceOperations += change;
    this.all.onceOperations += change;
    if (operation.requests === 1) operation.sinceMs = timeMs;
    if (api.requests === 1) api.sinceMs = timeMs;
  }

  countTable(api: ApiProfile, table: ParameterTable, place: Place): true {
    table.requests++;
    api.names[place].requests++;
    this.all.names[place].requests++;
    return true;
  }

  /** A new profile of a parameter; undefined where there is no room for one. In a table that is full it replaces the one that was seen least, one in a request. */
  parameter(api: ApiProfile, table: ParameterTable, place: Place, name: string): ParameterProfile | undefined {
    if (table.isFull) {
      if (table.replacedIn === api.requests) return undefined;
      table.replacedIn = api.requests;
      this.#forgetLeast(api, table, place);
    }
    if (this.#parameters >= this.#mostParameters) return undefined;
    const made = new ParameterProfile(this.#key);
    table.byName.set(name, made);
    this.#parameters++;
    return made;
  }

  /** A parameter was met in the request that is learned. */
  met(api: ApiProfile, table: ParameterTable, place: Place, profile: ParameterProfile): void {
    if (profile.lastRequest !== api.requests) {
      profile.lastRequest = api.requests;
      profile.requests++;
      // As in nearly all cases the number of those that were seen once stays as it is.
      if (profile.requests > 2) return;
      this.#changeOnce(api, table, place, onceChange(profile.requests));
    } else if (profile.lastRepeated !== api.requests) {
      profile.lastRepeated = api.requests;
      profile.repeated++;
    }
  }

  /** Where all parameters together are as many as may be, those that were seen in the fewest requests make room. */
  makeRoom(): void {
    if (this.#parameters < this.#mostParameters) return;
    const surplus = this.#parameters - this.#mostParameters + Math.ceil(MADE_ROOM * this.#mostParameters);
    const least = [...this.#all()].sort((one, other) => one.requests - other.requests).slice(0, surplus);
    for (const { api, table, place, name } of least) this.#forget(api, table, place, name);
  }

  /** Forgets one half of all, and what is nothing then. */
  halve(): void {
    halveAll(this.apis, this.all);
    this.settle();
  }

  /** Brings what follows from the profiles up to date with them, and the profiles within their bounds. */
  settle(): void {
    this.forgotten++;
    this.#operations = this.#noOperations();
    this.all.onceOperations = 0;
    this.#parameters = 0;
    for (const place of [...OF_OPERATION, ...OF_API]) this.all.names[place].once = 0;
    for (const [apiName, api] of this.apis.entries()) {
      this.all.onceOperations += api.onceOperations;
      for (const place of [...OF_OPERATION, ...OF_API]) this.all.names[place].once += api.names[place].once;
      for (const place of OF_API) this.#parameters += api[place].byName.size;
      for (const operation of api.operations.values()) for (const place of OF_OPERATION) this.#parameters += operation[place].byName.size;
      for (const name of api.operations.keys()) this.#operations.set(this.#pairs(apiName, name), { api, name });
    }
    this.makeRoom();
  }

  #noOperations(): ClockMap<Entry, string> {
    const isWorthKeeping = ({ api, name }: Entry): boolean => {
      const operation = api.operations.get(name);
      return operation?.isThere === true && operation.requests >= WORTH_KEEPING;
    };
    return new ClockMap(this.#mostOperations, isWorthKeeping, {
      mostLooks: LOOK_AT_LENGTH,
      onRemoved: (entry) => this.#forgetOperation(entry),
    });
  }

  #forgetApi(api: ApiProfile, apiName: string): void {
    for (const name of api.operations.keys()) {
      this.#operations.delete(this.#pairs(apiName, name));
      this.#forgetOperation({ api, name });
    }
    for (const place of OF_API) for (const each of api[place].byName.keys()) this.#forget(api, api[place], place, each);
    this.forgotten++;
  }

  #forgetOperation({ api, name }: Entry): void {
    const operation = api.operations.get(name);
    if (operation === undefined) return;
    for (const place of OF_OPERATION) for (const each of operation[place].byName.keys()) this.#forget(api, operation[place], place, each);
    if (operation.requests === 1) {
      api.onceOperations--;
      this.all.onceOperations--;
    }
    api.onceCombinations -= operation.combinations.unseen();
    api.operations.delete(name);
    this.forgotten++;
  }

  #forgetLeast(api: ApiProfile, table: ParameterTable, place: Place): void {
    let least: string | undefined;
    let requests = Number.POSITIVE_INFINITY;
    for (const [name, profile] of table.byName) {
      if (profile.requests >= requests) continue;
      least = name;
      requests = profile.requests;
    }
    if (least !== undefined) this.#forget(api, table, place, least);
  }

  #forget(api: ApiProfile, table: ParameterTable, place: Place, name: string): void {
    if (table.byName.get(name)?.requests === 1) this.#changeOnce(api, table, place, -1);
    table.byName.delete(name);
    this.#parameters--;
    this.forgotten++;
  }

  #changeOnce(api: ApiProfile, table: ParameterTable, place: Place, change: number): void {
    table.once += change;
    api.names[place].once += change;
    this.all.names[place].once += change;
  }

  *#all(): Generator<Kept> {
    for (const api of this.apis.values()) {
      for (const operation of [undefined, ...api.operations.values()]) {
        for (const place of operation === undefined ? OF_API : OF_OPERATION) {
          const table = tableOf(api, operation, place);
          for (const [name, { requests }] of table?.byName ?? []) if (table !== undefined) yield { api, table, place, name, requests };
        }
      }
    }
  }
}
