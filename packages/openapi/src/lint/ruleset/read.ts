import { readText } from '../../read/load.ts';
import { child, type Data, isPlainObject } from '../document/data.ts';
import { LINT_BOUNDS, type SourceDocument, sourceDocument } from '../document/source-document.ts';
import { BUILT_IN } from './built-in.ts';
import { aliasesOf, type ExtendSeverity, type Extension, type OverrideDefinition, type RulesetDefinition } from './definition.ts';
import { rulesetOfModule } from './from-module.ts';
import { importDefault, messageOf } from './import-code.ts';
import { locateFile } from './locate.ts';
import type { ProblemLog } from './problem-log.ts';
import { CODE_HINT, readFunctions } from './read-functions.ts';

export interface ReadOptions {
  /** Rule sets may be JavaScript modules and bring functions of their own, which are run. Without it both are refused. */
  readonly allowCode?: boolean;
}

/** Where a rule set is asked for: to say there what is wrong with the asking. */
export interface Asked {
  readonly file: string;
  readonly source: SourceDocument | undefined;
  readonly path: readonly string[];
}

const MOST_FILES = 100;
const DEEPEST_MODULE = 20;
const LARGEST = 5 * 1024 * 1024;
const KNOWN = [
  'extends',
  'rules',
  'formats',
  'aliases',
  'overrides',
  'functions',
  'functionsDir',
  'documentationUrl',
  'parserOptions',
  'description',
  'except',
];

/** Reads rule sets and what they extend. */
export class RulesetReader {
  readonly #log: ProblemLog;
  readonly #options: ReadOptions;
  readonly #definitions = new Map<string, RulesetDefinition | 'begun' | undefined>();

  constructor(log: ProblemLog, options: ReadOptions) {
    this.#log = log;
    this.#options = options;
  }

  get files(): readonly string[] {
    return [...this.#definitions.keys()].filter((location) => !BUILT_IN.has(location));
  }

  /** A rule set by its absolute path or built-in name; undefined after noting why not, and for one that is just being read (a ring). */
  async read(location: string, asked: Asked | undefined): Promise<RulesetDefinition | undefined> {
    const known = this.#definitions.get(location);
    if (known !== undefined) return known === 'begun' ? undefined : known;
    const builtIn = BUILT_IN.get(location);
    if (builtIn) {
      const definition = builtIn();
      this.#definitions.set(location, definition);
      return definition;
    }
    if (this.#definitions.size >= MOST_FILES)
      return this.#refuse(asked, location, 'the rule set spreads over too many files', `at most ${MOST_FILES}`);
    this.#definitions.set(location, 'begun');
    const definition = await this.#readFile(location, asked);
    this.#definitions.set(location, definition);
    return definition;
  }

  async #readFile(location: string, asked: Asked | undefined): Promise<RulesetDefinition | undefined> {
    if (/\.[cm]?js$/.test(location)) return await this.#importRuleset(location, asked);
    const read = await readText(location, LARGEST);
    if ('refused' in read)
      return this.#refuse(asked, location, read.refused.message, read.refused.expected ?? 'a rule set', read.refused.hint);
    const source = sourceDocument(location, read.text, LINT_BOUNDS);
    for (const diagnostic of source.diagnostics) {
      const [{ start } = { start: { line: 0, character: 0 } }] = source.rangesOf([diagnostic.path]);
      const isFatal = diagnostic.kind === 'syntax';
      const place = isFatal ? ` at offset ${diagnostic.start}` : ` in line ${start.line + 1}`;
      this.#log.add({
        severity: isFatal ? 'error' : 'warning',
        file: location,
        source,
        path: diagnostic.path,
        message: `${diagnostic.message}${isFatal ? place : ''}`,
      });
    }
    if (!source.readable) return undefined;
    return await this.#define(source.value, location, source, []);
  }

  async #define(
    data: Data,
    location: string,
    source: SourceDocument | undefined,
    path: readonly string[],
  ): Promise<RulesetDefinition | undefined> {
    if (!isPlainObject(data))
      return this.#note(location, source, path, 'this is no rule set', 'a mapping with `extends`, `rules` or `overrides`');
    for (const name of Object.keys(data)) {
      if (!KNOWN.includes(name) && !(path.length > 0 && name === 'files')) {
        this.#note(location, source, [...path, name], `a rule set has no member "${name}"`, `one of ${KNOWN.join(', ')}`);
      }
    }
    if (path.length === 0 && !['extends', 'rules', 'overrides'].some((name) => Object.hasOwn(data, name))) {
      return this.#note(location, source, path, 'the rule set is empty', 'a mapping with `extends`, `rules` or `overrides`');
    }
    const functions = await readFunctions(data, { file: location, source, path }, this.#options.allowCode === true, this.#log);
    if (!functions) return undefined;
    const definition = {
      location,
      source,
      path,
      data,
      aliases: aliasesOf(data),
      functions,
      overrides: [],
      extends: await this.#extends(data['extends'], location, source, path),
    };
    return { ...definition, overrides: await this.#overrides(data['overrides'], definition) };
  }

  async #extends(
    value: Data | undefined,
    location: string,
    source: SourceDocument | undefined,
    path: readonly string[],
  ): Promise<readonly Extension[]> {
    if (value === undefined) return [];
    const entries = Array.isArray(value) ? value : [value];
    const extensions: Extension[] = [];
    for (const [index, entry] of entries.entries()) {
      const at = [...path, 'extends', ...(Array.isArray(value) ? [`${index}`] : [])];
      const [name, severity] = Array.isArray(entry) ? entry : [entry, undefined];
      if (typeof name !== 'string' || !isExtendSeverity(severity)) {
        this.#note(
          location,
          source,
          at,
          'an entry of `extends` is not understood',
          'a rule set, or a list of a rule set and all, recommended or off',
        );
        continue;
      }
      const target = this.#locate(name, location, { file: location, source, path: at });
      const definition = target === undefined ? undefined : await this.read(target, { file: location, source, path: at });
      if (definition) extensions.push({ definition, severity });
    }
    return extensions;
  }

  #locate(name: string, from: string, asked: Asked): string | undefined {
    if (BUILT_IN.has(name)) return name;
    if (/^[a-z][a-z0-9+.-]*:/i.test(name)) {
      const isUrl = /^https?:/i.test(name);
      return this.#refuse(
        asked,
        name,
        isUrl ? 'a rule set from a URL is not fetched' : 'this built-in rule set is not known',
        isUrl ? 'a local file' : `one of ${[...BUILT_IN.keys()].join(', ')}`,
      );
    }
    return locateFile(name, from);
  }

  /** A rule set that is a module: its code is run. */
  async #importRuleset(location: string, asked: Asked | undefined): Promise<RulesetDefinition | undefined> {
    if (this.#options.allowCode !== true) {
      return this.#refuse(asked, location, 'a rule set in JavaScript is code and is not run', 'a rule set in YAML or JSON', CODE_HINT);
    }
    try {
      return await this.#moduleDefinition(await importDefault(location), location, 0);
    } catch (error) {
      return this.#refuse(asked, location, `the rule set cannot be imported: ${messageOf(error)}`, 'a module that exports a rule set');
    }
  }

  async #moduleDefinition(exported: unknown, location: string, depth: number): Promise<RulesetDefinition | undefined> {
    const module = depth > DEEPEST_MODULE ? undefined : rulesetOfModule(exported);
    const asked = { file: location, source: undefined, path: [] };
    if (!module) return this.#refuse(asked, location, 'the module exports no rule set', 'an object with `extends`, `rules` or `overrides`');
    const extensions: Extension[] = [];
    for (const { target, severity } of module.extends) {
      const name = typeof target === 'string' ? this.#locate(target, location, asked) : undefined;
      const definition =
        typeof target === 'string' ? name && (await this.read(name, asked)) : await this.#moduleDefinition(target, location, depth + 1);
      if (definition) extensions.push({ definition, severity: isExtendSeverity(severity) ? severity : undefined });
    }
    const { data, functions } = module;
    const definition = {
      location,
      source: undefined,
      path: [],
      data,
      extends: extensions,
      overrides: [],
      functions,
      aliases: aliasesOf(data),
    };
    return { ...definition, overrides: await this.#overrides(data['overrides'], definition) };
  }

  async #overrides(value: Data | undefined, owner: RulesetDefinition): Promise<readonly OverrideDefinition[]> {
    const { location, source, path } = owner;
    if (value === undefined) return [];
    const overrides: OverrideDefinition[] = [];
    for (const [index, entry] of (Array.isArray(value) ? value : []).entries()) {
      const files = child(entry, 'files');
      const at = [...path, 'overrides', `${index}`];
      if (!isPlainObject(entry) || !Array.isArray(files) || !files.every((file) => typeof file === 'string')) {
        this.#note(location, source, at, 'an override does not say which files it is for', '`files`, a list of globs');
        continue;
      }
      const definition = await this.#define(entry, location, source, at);
      if (definition) overrides.push({ files, definition: { ...definition, aliases: new Map([...owner.aliases, ...definition.aliases]) } });
    }
    if (!Array.isArray(value)) this.#note(location, source, [...path, 'overrides'], '`overrides` is no list', 'a list of overrides');
    return overrides;
  }

  #refuse(asked: Asked | undefined, location: string, message: string, expected: string, hint?: string): undefined {
    const place = asked ?? { file: location, source: undefined, path: [] };
    this.#log.add({ severity: 'error', ...place, message, expected, hint, ...(asked ? { found: location } : {}) });
  }

  #note(
    file: string,
    source: SourceDocument | undefined,
    path: readonly string[],
    message: string,
    expected: string,
    hint?: string,
  ): undefined {
    this.#log.add({ severity: 'error', file, source, path, message, expected, hint });
  }
}

function isExtendSeverity(value: Data | undefined): value is ExtendSeverity | undefined {
  return value === undefined || value === 'all' || value === 'recommended' || value === 'off';
}
