import { isValue, PathTree, segmentKind, segmentsOf } from '@airside/openapi';
import { z } from 'zod';

import { savedName } from '../saved/saved-name.ts';
import { LIMITS } from './limits.ts';
import { operationName } from './operation-name.ts';
import { withoutId } from './without-id.ts';

const MOST_SERVICES = 2000;
/** Paths of one service that are kept to learn from again. */
const MOST_PATHS = 2000;
const MOST_PATHS_OF_ALL = 50_000;
const LONGEST_PATH = 300;
/** So many values of a parameter tell how it is written; drawn ones that look like words are known by that. */
const ENOUGH_VALUES = 8;

/** Where a request goes by its path alone. */
export interface FoundPath {
  /** `METHOD /template`. */
  readonly operation: string;
  /** Values of the template's parameters, as sent; of all segments that are no words where the path is not known. */
  readonly values: readonly string[];
}

/** What was looked up last, and where it leads: `edges` and `values` of the tree are those of this path. */
interface Lookup {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  /** Undefined where a path is none. */
  readonly segments: readonly string[] | undefined;
  readonly tree: PathTree | undefined;
  readonly endpoint: ReturnType<PathTree['find']>;
}

interface Service {
  readonly tree: PathTree;
  /** `METHOD /path` of those that taught something. */
  readonly paths: Set<string>;
}

/** With how often it was called; states of before do not tell that. */
const savedPath = z.union([z.string().max(LONGEST_PATH), z.tuple([z.string().max(LONGEST_PATH), z.int().nonnegative()])]);
const savedSchema = z.array(z.tuple([savedName, z.array(savedPath).max(MOST_PATHS)])).max(MOST_SERVICES);

/** The paths of services for which no definition gives templates. */
export class LearnedPaths {
  readonly #services = new Map<string, Service>();
  #paths = 0;
  /** Undefined where something was learned since. */
  #last: Lookup | undefined;

  /** Where a request goes as far as it is known. */
  find(service: string, method: string, path: string): FoundPath {
    const { segments, tree, endpoint } = this.#lookUp(service, method, path);
    if (segments === undefined) return guess(method, path.split('/', LIMITS.segments + 1).slice(1));
    if (tree === undefined || endpoint === undefined) return guess(method, segments);
    return { operation: operationName(method, tree.template(segments)), values: tree.values.length === 0 ? NONE : [...tree.values] };
  }

  /** Takes a path of which the API has said that there is something. */
  learn(service: string, method: string, path: string): void {
    const { segments, tree, endpoint } = this.#lookUp(service, method, path);
    if (segments === undefined) return;
    if (tree === undefined || endpoint === undefined || hasMoreToLearn(tree)) this.#learn(service, method, path, segments, 1);
    else endpoint.calls++;
  }

  /** The paths that taught something, by service, with other ids than those of callers: whoever learns from them knows as much. */
  save(): unknown {
    return [...this.#services].map(([service, { tree, paths }]) => [service, [...callsOf(tree, paths)]]);
  }

  merge(saved: unknown): void {
    for (const [service, paths] of savedSchema.parse(saved)) {
      for (const each of paths) {
        const [text, calls] = typeof each === 'string' ? [each, 1] : each;
        const { method, path } = apart(text);
        const segments = segmentsOf(path);
        if (segments !== undefined) this.#learn(service, method, path, segments, calls);
      }
    }
  }

  /** A call is looked up once, though it is looked at and learned from. */
  #lookUp(service: string, method: string, path: string): Lookup {
    const last = this.#last;
    if (last !== undefined && last.path === path && last.method === method && last.service === service) return last;
    const segments = segmentsOf(path);
    const tree = this.#services.get(service)?.tree;
    this.#last = { service, method, path, segments, tree, endpoint: segments && tree?.find(method, segments) };
    return this.#last;
  }

  /** `calls`: words that are called far more often than those beside them stay words. */
  #learn(name: string, method: string, path: string, segments: readonly string[], calls: number): void {
    this.#last = undefined;
    let service = this.#services.get(name);
    if (service === undefined) {
      if (this.#services.size >= MOST_SERVICES) return;
      service = { tree: new PathTree(), paths: new Set() };
      this.#services.set(name, service);
    }
    const { tree, paths } = service;
    const endpoint = tree.place(method, segments);
    if (endpoint !== undefined) endpoint.calls += calls;
    tree.learnValues();
    tree.reviewDue();
    const text = `${method} ${path}`;
    if (paths.size < MOST_PATHS && this.#paths < MOST_PATHS_OF_ALL && text.length <= LONGEST_PATH) {
      paths.add(text);
      this.#paths++;
    }
  }
}

const NONE: readonly string[] = [];

/** Whether too few values are known of a parameter of the path that was found last. */
function hasMoreToLearn({ edges }: PathTree): boolean {
  for (const { values } of edges) if (values.count < ENOUGH_VALUES) return true;
  return false;
}

/** Each path without its ids, and how often its operation was called; of paths of the same operation the first one has all of these calls. */
function callsOf(tree: PathTree, paths: Iterable<string>): ReadonlyMap<string, number> {
  const calls = new Map<string, number>();
  const counted = new Set<unknown>();
  for (const text of paths) {
    const { method, path } = apart(text);
    const endpoint = tree.find(method, segmentsOf(path) ?? NONE);
    const own = endpoint === undefined || counted.has(endpoint) ? 0 : endpoint.calls;
    counted.add(endpoint);
    const name = `${method} ${path.split('/').map(withoutId).join('/')}`;
    calls.set(name, (calls.get(name) ?? 0) + own);
  }
  return calls;
}

function apart(text: string): { readonly method: string; readonly path: string } {
  const space = text.indexOf(' ');
  return { method: text.slice(0, space), path: text.slice(space + 1) };
}

/** A path that nobody knows: its words are taken for a template, the rest for values. */
function guess(method: string, segments: readonly string[]): FoundPath {
  const values: string[] = [];
  let template = '';
  for (const segment of segments) {
    if (segment !== '' && isValue(segmentKind(segment))) {
      values.push(segment);
      template += '/{}';
    } else template += `/${segment}`;
  }
  return { operation: operationName(method, template), values };
}
