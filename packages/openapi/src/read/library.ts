import { resolve } from 'node:path';

import { type JsonValue, stringMember } from '../json.ts';
import type { ReadBounds } from './bounds.ts';
import { dialectOf } from './dialect.ts';
import type { Fetch } from './fetch.ts';
import type { Finding } from './finding.ts';
import { readText } from './load.ts';
import { metaSchemaFile } from './meta-schemas.ts';
import { Names, type Resource } from './names.ts';
import type { Place } from './origins.ts';
import { parseText } from './parse.ts';
import { isUrl, parseReference, type ReferenceContext, split, type Target } from './reference.ts';

/** A file of a definition. */
export interface Source {
  /** An absolute path or a URL. */
  readonly file: string;
  readonly value: JsonValue;
}

/** The files of one definition: each is read once, and remembered whether it could be used or not. */
export class Library {
  readonly findings: Finding[] = [];
  readonly names = new Names();
  readonly #bounds: ReadBounds;
  readonly #fetch: Fetch | undefined;
  readonly #texts = new Map<string, string | undefined>();
  readonly #sources = new Map<string, Source | undefined>();
  readonly #called = new Map<string, string>();

  /** Without `fetch` no URL is followed. */
  constructor(bounds: ReadBounds, fetch?: Fetch) {
    this.#bounds = bounds;
    this.#fetch = fetch;
  }

  /** All files and URLs that were asked for, files absolute, also those that could not be read: a change to any of them matters. */
  get files(): readonly string[] {
    return [...this.#texts.keys()];
  }

  sourceOf(file: string): Source | undefined {
    return this.#sources.get(file);
  }

  textOf(file: string): string {
    return this.#texts.get(file) ?? '';
  }

  /** What a file that was given by its path or, where URLs are followed, by its URL is called here. */
  nameOf(file: string): string {
    return this.#fetch && isUrl(file) && URL.canParse(file) ? new URL(file).href : resolve(file);
  }

  /** What a reference that stands in a file names. */
  target(reference: string, file: string): Target {
    return parseReference(reference, this.#context(file));
  }

  /**
   * What a reference names that stands in a schema resource: first what is called so, then a file. A relative reference starts at the `$id` around
   * it where URLs are followed, and else where the file was read, so that a definition can be checked out anywhere.
   */
  schemaTarget(reference: string, resource: Resource): Target {
    const named = this.names.find(reference, resource);
    if (named !== undefined) return { kind: 'place', ...named };
    if (/^#[^/]/.test(reference)) {
      return {
        kind: 'refused',
        message: 'a reference names a schema that is not there',
        expected: 'a schema with that `$anchor` or `$dynamicAnchor`',
      };
    }
    const context = { ...this.#context(resource.file), followsNames: true };
    const url = resource.isCalled ? URL.parse(reference, resource.uri) : null;
    const isElsewhere =
      url !== null && !reference.startsWith('#') && (context.followsUrls || context.fileCalled(split(url.href)[0]) !== undefined);
    return parseReference(isElsewhere ? url.href : reference, context);
  }

  #context(file: string): ReferenceContext {
    const fileCalled = (url: string): string | undefined => this.#called.get(url) ?? (metaSchemaFile(url) && url);
    return { file, fileCalled, followsUrls: this.#fetch !== undefined };
  }

  /** The parsed file, or undefined after noting why not: in the file itself, or at `from`, the place that names it. */
  async read(file: string, from?: Place, severity: Finding['severity'] = 'error'): Promise<Source | undefined> {
    if (this.#sources.has(file)) return this.#sources.get(file);
    const text = await this.text(file, from, severity);
    const source = text === undefined ? undefined : this.#parse(file, text, severity);
    this.#sources.set(file, source);
    return source;
  }

  /** The text of a file, or undefined after noting why there is none. */
  async text(file: string, from?: Place, severity: Finding['severity'] = 'error'): Promise<string | undefined> {
    if (this.#texts.has(file)) return this.#texts.get(file);
    if (this.#texts.size >= this.#bounds.files) {
      const message = 'the definition spreads over too many files';
      this.#note(file, from, { severity, message, expected: `at most ${this.#bounds.files}`, tokens: [] });
      return undefined;
    }
    const loaded = await readText(metaSchemaFile(file) ?? file, this.#bounds.fileBytes, this.#fetch);
    this.#texts.set(file, 'text' in loaded ? loaded.text : undefined);
    if ('text' in loaded) return loaded.text;
    const { unreadable, ...details } = loaded.refused;
    this.#note(file, unreadable ? from : undefined, { severity, ...details, tokens: [] });
    return undefined;
  }

  #parse(file: string, text: string, severity: Finding['severity']): Source | undefined {
    const parsed = parseText(text, this.#bounds);
    if ('refused' in parsed) {
      this.#note(file, undefined, { severity, ...parsed.refused });
      return undefined;
    }
    const self = stringMember(parsed.value, '$self');
    if (self !== undefined && URL.canParse(self)) this.#called.set(new URL(self).href, file);
    this.names.add(file, parsed.value, dialectOf(parsed.value) === undefined ? 'schema' : 'document', text);
    return { file, value: parsed.value };
  }

  #note(
    file: string,
    from: Place | undefined,
    details: Pick<Finding, 'severity' | 'message' | 'expected' | 'hint' | 'offset' | 'tokens'>,
  ): void {
    this.findings.push(from ? { ...details, ...from, found: file } : { ...details, file });
  }
}
