import { isValue, PathTree, proves, segmentKind, segmentsOf } from '@airside/openapi';
import { z } from 'zod';

import { LIMITS } from './limits.ts';
import { operationName } from './operation-name.ts';
import { withoutId } from './without-id.ts';

const MOST_SERVICES = 2000;
/** Paths of one service that are kept to learn from again. */
const MOST_PATHS = 2000;
const MOST_PATHS_OF_ALL = 50_000;
const LONGEST_PATH = 300;

/** Where a request goes by its path alone. */
export interface FoundPath {
  /** `METHOD /template`. */
  readonly operation: string;
  /** Values of the template's parameters, as sent; of all segments that are no words where the path is not known. */
  readonly values: readonly string[];
}

interface Service {
  readonly tree: PathTree;
  /** `METHOD /path` of those that taught something. */
  readonly paths: Set<string>;
}

const savedSchema = z.array(z.tuple([z.string().max(300), z.array(z.string().max(LONGEST_PATH)).max(MOST_PATHS)])).max(MOST_SERVICES);

/** The paths of services for which no definition gives templates. */
export class LearnedPaths {
  readonly #services = new Map<string, Service>();
  #paths = 0;

  /** `status` is that of the API's answer; undefined where it gave none. */
  find(service: string, method: string, path: string, status: number | undefined): FoundPath {
    const segments = segmentsOf(path);
    if (segments === undefined) return guess(method, path.split('/', LIMITS.segments + 1).slice(1));
    let tree = this.#services.get(service)?.tree;
    if (tree?.find(method, segments) === undefined) {
      if (status === undefined || !proves(status)) return guess(method, segments);
      tree = this.#learn(service, method, path, segments);
      if (tree?.find(method, segments) === undefined) return guess(method, segments);
    }
    return { operation: operationName(method, tree.template(segments)), values: tree.values.length === 0 ? NONE : [...tree.values] };
  }

  /** The paths that taught something, by service, with other ids than those of callers: whoever learns from them knows as much. */
  save(): unknown {
    return [...this.#services].map(([service, { paths }]) => [service, [...new Set([...paths].map(withoutIds))]]);
  }

  merge(saved: unknown): void {
    for (const [service, paths] of savedSchema.parse(saved)) {
      for (const each of paths) {
        const space = each.indexOf(' ');
        this.find(service, each.slice(0, space), each.slice(space + 1), 200);
      }
    }
  }

  #learn(name: string, method: string, path: string, segments: readonly string[]): PathTree | undefined {
    let service = this.#services.get(name);
    if (service === undefined) {
      if (this.#services.size >= MOST_SERVICES) return undefined;
      service = { tree: new PathTree(), paths: new Set() };
      this.#services.set(name, service);
    }
    const { tree, paths } = service;
    tree.place(method, segments);
    tree.learnValues();
    tree.reviewDue();
    const text = `${method} ${path}`;
    if (paths.size < MOST_PATHS && this.#paths < MOST_PATHS_OF_ALL && text.length <= LONGEST_PATH) {
      paths.add(text);
      this.#paths++;
    }
    return tree;
  }
}

const NONE: readonly string[] = [];

function withoutIds(text: string): string {
  const space = text.indexOf(' ');
  return `${text.slice(0, space)} ${text
    .slice(space + 1)
    .split('/')
    .map(withoutId)
    .join('/')}`;
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
