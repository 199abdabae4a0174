import type { ClockMap } from '../clock-map.ts';
import type { ApiProfile, Rates } from './api-profile.ts';
import type { OperationProfile, ParameterTable } from './operation-profile.ts';

const PLACES = ['path', 'query', 'header', 'cookie', 'body'] as const;

/** Forgets one half of all APIs, and those parameters, operations and APIs of which nothing is left. */
export function halveAll(apis: ClockMap<ApiProfile, string>, all: { requests: number; readonly names: Rates }): void {
  all.requests >>= 1;
  for (const place of PLACES) all.names[place].requests >>= 1;
  for (const [name, api] of apis.entries()) {
    halveApi(api);
    if (api.requests === 0) apis.delete(name);
  }
}

function halveApi(api: ApiProfile): void {
  api.requests >>= 1;
  api.repeated >>= 1;
  api.onceOperations = 0;
  api.onceCombinations = 0;
  for (const place of PLACES) {
    api.names[place].once = 0;
    api.names[place].requests >>= 1;
  }
  for (const [name, operation] of api.operations) {
    halveOperation(operation);
    if (operation.requests === 0) api.operations.delete(name);
    else if (operation.requests === 1) api.onceOperations++;
    api.onceCombinations += operation.combinations.unseen();
    for (const place of ['path', 'query', 'body'] as const) api.names[place].once += operation[place].once;
  }
  for (const place of ['header', 'cookie'] as const) {
    halveTable(api[place]);
    api.names[place].once += api[place].once;
  }
  api.paths.halve();
  api.odd.counts.halve();
}

function halveOperation(operation: OperationProfile): void {
  operation.requests >>= 1;
  for (const table of [operation.path, operation.query, operation.body]) halveTable(table);
  operation.combinations.halve();
  operation.bodyBytes.halve();
  operation.valueCounts.halve();
  operation.bodyReach.halve();
  operation.countReach.halve();
  operation.callers.counts.halve();
}

function halveTable(table: ParameterTable): void {
  table.requests >>= 1;
  table.once = 0;
  for (const [name, profile] of table.byName) {
    profile.halve();
    profile.requests >>= 1;
    profile.repeated >>= 1;
    if (profile.requests === 0) table.byName.delete(name);
    else if (profile.requests === 1) table.once++;
  }
}
