import type { ClockMap } from '../clock-map.ts';
import { ApiProfile, type Rates } from './api-profile.ts';
import { OperationProfile, type ParameterTable } from './operation-profile.ts';
import { ParameterProfile } from './parameter-profile.ts';
import { MOST_APIS, type SavedApi, type SavedModel, type SavedOperation, type SavedTable, savedModelSchema } from './saved-schema.ts';
import type { ValueModel } from './value-model.ts';

/** What a model of requests consists of. */
export interface LearnedRequests {
  readonly values: ValueModel;
  readonly apis: ClockMap<ApiProfile, string>;
  readonly all: { requests: number; readonly names: Rates };
}

const PLACES = ['path', 'query', 'header', 'cookie', 'body'] as const;

/** What a model has learned, as JSON, and when it forgets one half of that. */
export function saveModel({ values, apis }: LearnedRequests, halvesAtMs: number): SavedModel {
  return {
    version: 2,
    ...(Number.isFinite(halvesAtMs) && { halvesAtMs }),
    apis: [...apis.entries()].map(([name, api]) => [name, saveApi(api)]),
    names: [...values.names.entries()].map(([name, profile]) => [name, [...profile.save()]]),
    wide: [...values.wide()].map((profile) => [...profile.save()]),
  } as SavedModel;
}

/** Adds what was saved to the profiles of a model, which have to be settled then, and gives when one half of it is to be forgotten. Throws an Error where that is not what `saveModel` gives. */
export function mergeModel({ values, apis, all }: LearnedRequests, saved: unknown): number {
  const model = savedModelSchema.parse(saved);
  const wide = [...values.wide()];
  if (model.wide.length !== wide.length) throw new Error(`wide: ${wide.length} profiles expected, ${model.wide.length} found`);
  for (const [index, profile] of wide.entries()) {
    const own = model.wide[index];
    if (own !== undefined) profile.merge(own);
  }
  for (const [name, own] of model.names) values.name(name).merge(own);
  for (const [name, own] of model.apis) {
    let api = apis.get(name);
    if (api === undefined) {
      if (apis.size >= MOST_APIS) continue;
      api = new ApiProfile(values.key);
      apis.set(name, api);
    }
    mergeApi(api, own, values.key);
    all.requests += own.requests;
  }
  for (const place of PLACES) {
    all.names[place].requests = apis.values().reduce((sum, { names }) => sum + names[place].requests, 0);
  }
  return model.halvesAtMs ?? Number.POSITIVE_INFINITY;
}

function saveApi({ requests, sinceMs, repeated, names, header, cookie, odd, paths, operations }: ApiProfile): SavedApi {
  return {
    requests,
    sinceMs,
    repeated,
    names: {
      path: names.path.requests,
      query: names.query.requests,
      header: names.header.requests,
      cookie: names.cookie.requests,
      body: names.body.requests,
    },
    header: saveTable(header),
    cookie: saveTable(cookie),
    odd: odd.counts.save(),
    paths: paths.save(),
    operations: [...operations].map(([name, operation]) => [name, saveOperation(operation)]),
  } as SavedApi;
}

function saveOperation(operation: OperationProfile): SavedOperation {
  const { requests, sinceMs, path, query, body, combinations, bodyBytes, valueCounts, bodyReach, countReach, callers } = operation;
  return {
    requests,
    sinceMs,
    path: saveTable(path),
    query: saveTable(query),
    body: saveTable(body),
    combinations: [...combinations.save()],
    bodyBytes: bodyBytes.save(),
    valueCounts: valueCounts.save(),
    bodyReach: bodyReach.save(),
    countReach: countReach.save(),
    callers: callers.counts.save(),
  };
}

function saveTable({ requests, byName }: ParameterTable): SavedTable {
  return {
    requests,
    parameters: [...byName].map(([name, own]) => [name, { requests: own.requests, repeated: own.repeated, profile: own.save() }]),
  } as SavedTable;
}

function mergeApi(api: ApiProfile, saved: SavedApi, key: number): void {
  api.requests += saved.requests;
  api.sinceMs = Math.min(api.sinceMs, saved.sinceMs);
  api.repeated += saved.repeated;
  mergeTable(api.header, saved.header, key);
  mergeTable(api.cookie, saved.cookie, key);
  if (saved.odd !== undefined) api.odd.counts.merge(saved.odd);
  api.paths.merge(saved.paths);
  for (const [name, own] of saved.operations) {
    let operation = api.operations.get(name);
    if (operation === undefined) {
      operation = new OperationProfile();
      api.operations.set(name, operation);
    }
    mergeOperation(operation, own, key);
  }
  recount(api, saved);
}

function mergeOperation(operation: OperationProfile, saved: SavedOperation, key: number): void {
  operation.requests += saved.requests;
  operation.sinceMs = Math.min(operation.sinceMs, saved.sinceMs);
  for (const place of ['path', 'query', 'body'] as const) mergeTable(operation[place], saved[place], key);
  operation.combinations.merge(saved.combinations);
  operation.bodyBytes.merge(saved.bodyBytes);
  operation.valueCounts.merge(saved.valueCounts);
  if (saved.bodyReach !== undefined) operation.bodyReach.merge(saved.bodyReach);
  if (saved.countReach !== undefined) operation.countReach.merge(saved.countReach);
  if (saved.callers !== undefined) operation.callers.counts.merge(saved.callers);
}

function mergeTable(table: ParameterTable, saved: SavedTable, key: number): void {
  table.requests += saved.requests;
  for (const [name, { requests, repeated, profile }] of saved.parameters) {
    let own = table.byName.get(name);
    if (own === undefined) {
      if (table.isFull) continue;
      own = new ParameterProfile(key);
      table.byName.set(name, own);
    }
    own.requests += requests;
    own.repeated += repeated;
    own.merge(profile);
  }
  table.once = table.byName.values().reduce((once, { requests }) => once + (requests === 1 ? 1 : 0), 0);
}

/** What follows from the rest. */
function recount(api: ApiProfile, saved: SavedApi): void {
  api.onceOperations = 0;
  api.onceCombinations = 0;
  for (const place of PLACES) {
    api.names[place].once = place === 'header' || place === 'cookie' ? api[place].once : 0;
    api.names[place].requests += saved.names[place];
  }
  for (const operation of api.operations.values()) {
    if (operation.requests === 1) api.onceOperations++;
    api.onceCombinations += operation.combinations.unseen();
    for (const place of ['path', 'query', 'body'] as const) api.names[place].once += operation[place].once;
  }
}
