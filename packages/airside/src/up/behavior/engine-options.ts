import { basename, resolve } from 'node:path';

import type { EngineOptions } from '@airside/behavior';
import type { BehaviorConfiguration, Configuration } from '@airside/domain';

import type { AddressListFile } from './engine-messages.ts';

const DAY_MS = 86_400_000;

/** The options of the engine as the configuration has them. */
export function engineOptions(configuration: Configuration): Omit<EngineOptions, 'addressLists'> {
  const { falseIncidentsPerMillion, halfLife, mostCallers, mostOperations, training } = configuration.behavior;
  return {
    falseIncidentsPerMillion,
    halfLifeDays: halfLife / DAY_MS,
    mostCallers,
    mostOperations,
    trainingMs: training,
    decoys: decoyPaths(configuration),
  };
}

export function addressLists({ reputation }: Pick<BehaviorConfiguration, 'reputation'>, directory: string): readonly AddressListFile[] {
  return reputation.map(({ file, name, certain }) => ({
    file: resolve(directory, file),
    name: name ?? basename(file),
    isCertain: certain,
  }));
}

/** Decoys as the engine has them: whole paths, with the host before them where the API has one; a star stands for all below. */
function decoyPaths({ behavior: { decoys }, apis }: Configuration): readonly string[] {
  const paths = decoys.paths.flatMap((line) => {
    const space = line.indexOf(' ');
    const api = apis[line.slice(0, space)];
    if (api === undefined) return [];
    const host = api.host === undefined || api.host.startsWith('*') ? '' : api.host;
    return [`${host}${api.path === '/' ? '' : api.path}${line.slice(space + 1)}`];
  });
  const wholes = decoys.apis.map((line) => line.replace(/\/$/, ''));
  return [...paths, ...wholes.flatMap((whole) => [whole, `${whole}/*`])];
}
