import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';

import { type DefinitionDocument, tighten } from '@airside/openapi';
import { isCollection, parseDocument } from 'yaml';

import type { ServableConfiguration } from '../configured.ts';
import { CommandError, EXIT } from '../exit.ts';
import { counted, note, shortPath } from '../terminal.ts';
import type { Narrowing } from './learn.ts';
import type { SettingProposal } from './settings.ts';

/** The definitions with the tightenings in them, by the id of the API; only those that have some. */
export function narrowedDefinitions(
  { bundle }: ServableConfiguration,
  { tightenings }: Narrowing,
): ReadonlyMap<string, DefinitionDocument> {
  const narrowed = new Map<string, DefinitionDocument>();
  for (const [id, list] of tightenings) {
    const document = bundle.definitions[id]?.document;
    if (document !== undefined && list.length > 0) narrowed.set(id, tighten(document, list));
  }
  return narrowed;
}

/** The text of a configuration file with settings changed, its comments kept. */
export function narrowedText(text: string, settings: readonly SettingProposal[], definitions: ReadonlyMap<string, string>): string {
  const document = parseDocument(text);
  for (const { path, after } of settings) {
    const before = document.getIn(path);
    if (isCollection(before) && typeof after === 'object' && after !== null && !Array.isArray(after)) {
      for (const [key, value] of Object.entries(after)) document.setIn([...path, key], value);
    } else document.setIn(path, document.createNode(after, { flow: Array.isArray(after) }));
  }
  for (const [id, file] of definitions) document.setIn(['apis', id, 'definition'], file);
  return document.toString({ lineWidth: 0 });
}

/** Writes the proposal beside the configuration: one that is tried, read and put in its place by people. */
export function writeProposal(
  file: string,
  { text, configurationFile }: { readonly text: string; readonly configurationFile: string },
  { settings }: Narrowing,
  definitions: ReadonlyMap<string, DefinitionDocument>,
): void {
  const target = resolve(file);
  if (dirname(target) !== dirname(resolve(configurationFile))) {
    const hint = `name a file in ${shortPath(dirname(resolve(configurationFile))) || '.'}`;
    throw new CommandError('the proposal has to lie beside the configuration, since paths in it start there', {
      exitCode: EXIT.usage,
      hint,
    });
  }
  const names = new Map([...definitions.keys()].map((id) => [id, `${parse(target).name}.${id}.json`] as const));
  const files = [target, ...[...names.values()].map((name) => join(dirname(target), name))];
  const taken = files.find((each) => existsSync(each));
  if (taken !== undefined) {
    throw new CommandError(`${shortPath(taken)} is there already`, { exitCode: EXIT.usage, hint: 'name another file, or remove it' });
  }
  const relative = new Map([...names].map(([id, name]) => [id, `./${name}`] as const));
  try {
    for (const [id, document] of definitions) {
      writeFileSync(join(dirname(target), names.get(id) ?? ''), `${JSON.stringify(document, null, 2)}\n`, { flag: 'wx' });
    }
    writeFileSync(target, narrowedText(text, settings, relative), { flag: 'wx' });
  } catch (error) {
    throw new CommandError(`the proposal cannot be written (${(error as NodeJS.ErrnoException).code})`, { exitCode: EXIT.unavailable });
  }
  note(
    `${shortPath(target)} written, with ${counted(names.size, 'definition')}. Nothing is applied: read it, then put it in the place of ${shortPath(configurationFile)}.`,
  );
}
