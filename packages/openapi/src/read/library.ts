import { member } from '../json.ts';
import type { ReadBounds } from './bounds.ts';
import type { Fetch } from './fetch.ts';
import type { Finding } from './finding.ts';
import { load, type Source } from './load.ts';
import { parseReference, type Target } from './reference.ts';

/** The files of one definition: each is read once, and remembered whether it could be used or not. */
export class Library {
  readonly findings: Finding[] = [];
  readonly #bounds: ReadBounds;
  readonly #fetch: Fetch | undefined;
  readonly #called = new Map<string, string>();
  readonly #sources = new Map<string, Source | undefined>();
  readonly #texts = new Map<string, string>();

  /** Without `fetch` no URL is followed. */
  constructor(bounds: ReadBounds, fetch?: Fetch) {
    this.#bounds = bounds;
    this.#fetch = fetch;
  }

  /** All files that were asked for, absolute, also those that could not be read: a change to any of them matters. */
  get files(): readonly string[] {
    return [...this.#sources.keys()];
  }

  sourceOf(file: string): Source | undefined {
    return this.#sources.get(file);
  }

  textOf(file: string): string {
    return this.#texts.get(file) ?? '';
  }

  /** What a reference that stands in a file names. */
  target(reference: string, file: string): Target {
    const fileCalled = (url: string): string | undefined => this.#called.get(url);
    return parseReference(reference, { file, fileCalled, followsUrls: this.#fetch !== undefined });
  }

  /** The file, or undefined after noting why not: in the file itself, or at `from`, the place that names it. */
  async read(file: string, from?: { readonly file: string; readonly tokens: readonly string[] }): Promise<Source | undefined> {
    if (this.#sources.has(file)) return this.#sources.get(file);
    if (this.#sources.size >= this.#bounds.files) {
      this.#note(file, from, {
        message: 'the definition spreads over too many files',
        expected: `at most ${this.#bounds.files}`,
        tokens: [],
      });
      return undefined;
    }
    const loaded = await load(file, this.#bounds, this.#fetch);
    this.#sources.set(file, 'source' in loaded ? loaded.source : undefined);
    this.#texts.set(file, 'source' in loaded ? loaded.source.text : loaded.refused.text);
    if ('source' in loaded) {
      const self = member(loaded.source.value, '$self');
      if (typeof self === 'string' && URL.canParse(self)) this.#called.set(new URL(self).href, file);
      return loaded.source;
    }
    const { unreadable, text: _, ...details } = loaded.refused;
    this.#note(file, unreadable ? from : undefined, details);
    return undefined;
  }

  #note(
    file: string,
    from: { readonly file: string; readonly tokens: readonly string[] } | undefined,
    details: Pick<Finding, 'message' | 'expected' | 'hint' | 'offset' | 'tokens'>,
  ): void {
    this.findings.push(from ? { severity: 'error', ...details, ...from, found: file } : { severity: 'error', ...details, file });
  }
}
