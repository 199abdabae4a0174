import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { type WrkOptions, wrkScript } from '../harness/wrk.ts';
import type { ProxyTarget } from './scenarios.ts';
import type { ProxyServer } from './server.ts';

/** A target with the server that answers for it, and how wrk is run against it. */
export interface Load extends ProxyTarget {
  readonly at: ProxyServer;
  readonly wrk: WrkOptions;
  /** Contents of `wrk.script`. */
  readonly scriptText: string;
}

export interface LoadOptions {
  readonly directory: string;
  readonly core: number | null;
  readonly seconds: number;
  readonly connections: number;
}

/** Finds each target its server and writes its script. */
export function prepareLoads(targets: readonly ProxyTarget[], servers: readonly ProxyServer[], options: LoadOptions): readonly Load[] {
  return targets.map((target) => {
    const at = servers.find(({ name }) => name === target.server);
    if (at === undefined) throw new Error(`${target.key}: no server named ${target.server} was started`);
    const script = join(options.directory, `${target.key.replaceAll(/[^a-z-]/g, '-')}.lua`);
    const scriptText = wrkScript(target.call);
    writeFileSync(script, scriptText);
    const { core, seconds, connections } = options;
    return { ...target, at, scriptText, wrk: { url: `${at.origin}${target.path}`, seconds, connections, core, script } };
  });
}
