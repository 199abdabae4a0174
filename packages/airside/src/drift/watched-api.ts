import { existsSync } from 'node:fs';

import { formatProblem } from '@airside/domain';
import { buildDefinition, type DefinitionDocument, DriftDetector, readDefinition } from '@airside/openapi';

import { readConfiguration } from '../configured.ts';
import type { DataDirectoryOptions } from '../data-directory-option.ts';
import { DEFAULT_CONFIGURATION } from '../default-configuration.ts';
import { CommandError, EXIT } from '../exit.ts';
import { note, shortPath } from '../terminal.ts';

/** An API whose traffic is held against its definition. */
export interface WatchedApi {
  /** Its id in the configuration, else the title of its definition. */
  readonly name: string;
  /** Who answers for it; null where nobody says. */
  readonly owner: string | null;
  readonly detector: DriftDetector;
}

/** The API of a definition file. */
export async function apiOfDefinition(file: string, basePath: string | undefined): Promise<WatchedApi> {
  const { document, problems } = await readDefinition(file);
  if (document === undefined) {
    for (const problem of problems) note(formatProblem({ ...problem, file: shortPath(problem.file) }));
    throw new CommandError(`${file} has errors, so nothing can be held against it`, { exitCode: EXIT.unavailable });
  }
  const definition = buildDefinition(document);
  const detector = new DriftDetector(definition, basePath === undefined ? {} : { basePath });
  return { name: definition.title || shortPath(file), owner: contactOf(document), detector };
}

/** The APIs of a configuration that have a definition, by their ids; only the one that is named, where one is. */
export async function apisOfConfiguration(
  place: DataDirectoryOptions,
  wanted: string | undefined,
): Promise<ReadonlyMap<string, WatchedApi>> {
  const loaded = await readConfiguration(place, 'which APIs there are', 'mend them, or name a definition with --definition');
  if (loaded === undefined) {
    const hint = existsSync(DEFAULT_CONFIGURATION) ? 'mend it' : 'name a definition with --definition, or a configuration with --config';
    throw new CommandError('there is no definition to hold traffic against', { exitCode: EXIT.usage, hint });
  }
  const { bundle, configuration } = loaded;
  if (wanted !== undefined && !Object.hasOwn(configuration.apis, wanted)) {
    const hint = `expected one of ${Object.keys(configuration.apis).join(', ')}`;
    throw new CommandError(`the configuration has no API ${wanted}`, { exitCode: EXIT.usage, hint });
  }
  const apis = new Map<string, WatchedApi>();
  for (const [id, { path, owner }] of Object.entries(configuration.apis)) {
    const document = bundle.definitions[id]?.document;
    if (document === undefined || (wanted !== undefined && wanted !== id)) continue;
    const detector = new DriftDetector(buildDefinition(document), { basePath: path === '/' ? '' : path });
    apis.set(id, { name: id, owner: owner ?? contactOf(document), detector });
  }
  if (apis.size === 0) {
    throw new CommandError('no API of the configuration has a definition', { hint: 'airside discover makes one of recorded traffic' });
  }
  return apis;
}

function contactOf({ info }: DefinitionDocument): string | null {
  const contact = typeof info === 'object' && info !== null && 'contact' in info ? info['contact'] : undefined;
  if (typeof contact !== 'object' || contact === null) return null;
  const named = ['email', 'name', 'url'].map((key) => (contact as Readonly<Record<string, unknown>>)[key]);
  return named.find((value) => typeof value === 'string') ?? null;
}
