import type { Observation } from '../observe/observation.ts';
import { LIMITS } from './limits.ts';
import { PathTree } from './paths/path-tree.ts';
import { Noise } from './record/noise.ts';

/** What is kept of one API, or of one host where no record names the API. */
export class Service {
  readonly api: string | null;
  readonly host: string;
  calls = 0;
  readonly hosts = new Map<string, number>();
  readonly tree = new PathTree();
  readonly noise = new Noise();

  constructor(api: string | null, host: string) {
    this.api = api;
    this.host = host;
  }

  observe({ host, method, path, status, isRefused }: Observation, isKnown: boolean): void {
    this.calls++;
    if (!isKnown) {
      this.noise.observe(method, path, status, isRefused);
      return;
    }
    const calls = this.hosts.get(host);
    if (calls !== undefined || this.hosts.size < LIMITS.hostsOfService) this.hosts.set(host, (calls ?? 0) + 1);
  }
}
