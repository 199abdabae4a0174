/** Where an API is published. */
export interface Route<T> {
  /** Exact, `*.` before one label, or undefined for every host. */
  readonly host: string | undefined;
  /** `/` or a path without a slash at its end. */
  readonly path: string;
  readonly value: T;
}

export interface RouteMatch<T> {
  readonly value: T;
  /** The rest of the path below the base path; starts with a slash. */
  readonly path: string;
}

/**
 * Finds the API for a host and a path in normal form: an API of exactly this host before one of a wildcard before one of every host, and among
 * those the longest base path. A base path matches whole segments only.
 */
export class Router<T> {
  readonly #hosts = new Map<string, Map<string, T>>();
  /** Beyond it no prefix needs to be looked up: a path may be long, and all its prefixes together are quadratic in it. */
  readonly #longestPath: number;

  constructor(routes: readonly Route<T>[]) {
    for (const { host = '', path, value } of routes) {
      const paths = this.#hosts.get(host) ?? new Map<string, T>();
      this.#hosts.set(host, paths);
      paths.set(path === '/' ? '' : path, value);
    }
    this.#longestPath = Math.max(0, ...routes.map(({ path }) => path.length));
  }

  /** All that is published. */
  get values(): readonly T[] {
    return [...this.#hosts.values()].flatMap((paths) => [...paths.values()]);
  }

  match(host: string, path: string): RouteMatch<T> | undefined {
    const dot = host.indexOf('.');
    return (
      this.#matchPath(host, path) ?? (dot === -1 ? undefined : this.#matchPath(`*${host.slice(dot)}`, path)) ?? this.#matchPath('', path)
    );
  }

  #matchPath(host: string, path: string): RouteMatch<T> | undefined {
    const paths = this.#hosts.get(host);
    if (paths === undefined) return undefined;
    let end = path.length <= this.#longestPath ? path.length : path.lastIndexOf('/', this.#longestPath);
    while (end >= 0) {
      const value = paths.get(path.slice(0, end));
      if (value !== undefined) return { value, path: end === path.length ? '/' : path.slice(end) };
      if (end === 0) return undefined;
      end = path.lastIndexOf('/', end - 1);
    }
    return undefined;
  }
}
