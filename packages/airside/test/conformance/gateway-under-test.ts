import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Exchange, formatProblem } from '@airside/domain';
import { createGateway, loadConfigurationText } from '@airside/gateway';
import { generateIdentityKey } from '@airside/identity';
import { crsTestSources } from '@airside/seclang';

import { startBackEnd } from './back-end.ts';

export interface GatewayUnderTest {
  readonly port: number;
  /**
   * The record of the request that was answered last, once it is there. Records of what stood behind an earlier request on its connection are
   * passed over by the status. Rejects where none comes in the time given.
   */
  exchangeOf(status: number, timeoutMs: number): Promise<Exchange>;
  close(): Promise<void>;
}

/** A gateway with a Core Rule Set as its own tests want it: every rule runs, at paranoia level 4, and none refuses. */
export async function startGatewayUnderTest(crsFolder: string): Promise<GatewayUnderTest> {
  const directory = mkdtempSync(join(tmpdir(), 'airside-conformance-'));
  layOut(join(directory, 'crs'), crsFolder);
  const backEnd = await startBackEnd();
  const exchanges: Exchange[] = [];
  let wake: (() => void) | undefined;
  const gateway = createGateway({
    identityKey: await generateIdentityKey(),
    onExchange: (exchange) => {
      exchanges.push(exchange);
      wake?.();
    },
  });
  const { bundle, problems } = await loadConfigurationText(configuration(backEnd.url), join(directory, 'airside.yaml'));
  if (bundle === undefined) throw new Error(problems.map(formatProblem).join('\n'));
  gateway.apply(bundle);
  const [address] = await gateway.listen();

  return {
    port: address?.port ?? 0,
    exchangeOf(status, timeoutMs) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no record of an answer with ${status} in ${timeoutMs} ms`)), timeoutMs);
        wake = () => {
          const found = exchanges.findLast((exchange) => exchange.status === status);
          if (found === undefined) return;
          clearTimeout(timer);
          wake = undefined;
          exchanges.length = 0;
          resolve(found);
        };
        wake();
      });
    },
    async close() {
      await gateway.close();
      await backEnd.close();
      rmSync(directory, { recursive: true });
    },
  };
}

function configuration(upstream: string): string {
  return `gateway: { listen: [{ address: '127.0.0.1:0' }], requestTimeout: 1s, headerTimeout: 1s }
apis:
  crs:
    upstreams: ['${upstream}']
    policies:
      authentication: { anonymous: always }
      rateLimit: { requests: 1000000000, per: 1s }
      firewall: { mode: detect, crs: crs, paranoia: 4, responses: bodies }
`;
}

/** The rules as they are, with a setup file that says what the tests' own settings say. */
function layOut(folder: string, crsFolder: string): void {
  const settings = crsTestSources(crsFolder).flatMap((source) =>
    'text' in source && ['defaults.conf', 'test-settings.conf'].includes(source.name) ? [source.text] : [],
  );
  if (settings.length !== 2) throw new Error('the settings of the tests have other names now');
  mkdirSync(folder);
  symlinkSync(join(crsFolder, 'rules'), join(folder, 'rules'));
  writeFileSync(join(folder, 'crs-setup.conf'), [`Include ${crsFolder}/crs-setup.conf.example`, ...settings, ''].join('\n'));
}
