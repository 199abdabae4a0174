import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { callerSubject } from '../model/explain.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

/** What is certain has no probability; so much is more than any threshold. */
const CERTAIN = 12;
const MOST_SHOWN = 150;

export const decoy: Indicator = {
  id: 'decoy',
  title: 'A decoy was touched',
  what: 'A path was asked for that exists only to be found by those who look for what is not theirs: beside real ones, or in an API that is fake as a whole.',
  how: 'The paths that are configured as decoys are compared with each request, with the host before them where that is given, whether letters are large or small and a slash stands at the end or not; a star at the end stands for anything. No learning is needed.',
  attack: 'Somebody explores the API: reads documentation that was planted, tries usual paths, follows hidden links.',
  otherwise: 'A scanner of your own; a crawler that ignores robots.txt.',
  remedy: 'Block the caller; look at what else it asked for.',
  owasp: ['API9:2023'],
  cwe: ['CWE-425'],
  mitre: ['T1595.003', 'T1083'],
  severity: 'high',
  create: (learning) => new Decoys(learning),
};

class Decoys implements Detector {
  readonly #exact: ReadonlySet<string>;
  readonly #prefixes: readonly string[];

  constructor({ options }: Learning) {
    const decoys = (options.decoys ?? []).map((decoy) => decoy.toLowerCase());
    this.#exact = new Set(decoys.filter((decoy) => !decoy.endsWith('*')).map(withoutSlash));
    this.#prefixes = decoys.filter((decoy) => decoy.endsWith('*')).map((decoy) => decoy.slice(0, -1));
  }

  judge(call: Call): Signal | undefined {
    if (this.#exact.size === 0 && this.#prefixes.length === 0) return undefined;
    const { host, path, method } = call.exchange;
    const asked = path.toLowerCase();
    if (!this.#isDecoy(asked) && !this.#isDecoy(host.toLowerCase() + asked)) return undefined;
    return {
      subject: callerSubject(call),
      surprise: CERTAIN,
      certain: true,
      api: call.api,
      operation: call.operation,
      evidence: [
        {
          variable: 'path',
          learned: 'a decoy: nobody asks for it',
          seen: `${method} ${path.slice(0, MOST_SHOWN)}`,
          surprise: CERTAIN,
          since: null,
          observations: 0,
        },
      ],
    };
  }

  #isDecoy(path: string): boolean {
    return this.#exact.has(withoutSlash(path)) || this.#prefixes.some((prefix) => path.startsWith(prefix));
  }
}

/** Servers and frameworks answer `/admin/` as they answer `/admin`. */
function withoutSlash(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}
