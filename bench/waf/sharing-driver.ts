/**
 * Serves a configuration of so many APIs that name the same rules and differ in all else, and prints as JSON how many rule sets it holds and
 * what memory it takes. Arguments: folder of the Core Rule Set, number of APIs, `levels` or `exclusions` (each API then has two of its own).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createGateway, loadConfigurationText } from '@airside/gateway';
import { generateIdentityKey } from '@airside/identity';

const [folder = '', count = '1', variant = 'levels'] = process.argv.slice(2);
const directory = mkdtempSync(join(tmpdir(), 'airside-sharing-'));
const apis = Array.from({ length: Number(count) }, (_, index) => {
  const exclude = `exclude: [{ rules: [${942_100 + 10 * index}] }, { tags: [attack-sqli], parameters: [p${index}] }]`;
  const levels = `paranoia: ${(index % 4) + 1}, threshold: ${index + 1}, maxInspectedBody: ${index + 1}KiB`;
  const firewall = `crs: '${folder}', ${levels}, ${variant === 'exclusions' ? exclude : ''}`;
  return `  api${index}: { upstreams: ['http://127.0.0.1:9'], path: /${index}, policies: { firewall: { ${firewall} } } }\n`;
});
const gateway = createGateway({ identityKey: await generateIdentityKey(), onExchange: () => undefined });
const before = inUse();
try {
  const { bundle, problems } = await loadConfigurationText(`apis:\n${apis.join('')}`, join(directory, 'airside.yaml'));
  if (bundle === undefined) throw new Error(problems.map(({ message }) => message).join('\n'));
  gateway.apply(bundle);
  process.stdout.write(
    `${JSON.stringify({ apis: apis.length, ruleSets: Object.keys(bundle.ruleSets).length, bytes: inUse() - before })}\n`,
  );
} finally {
  await gateway.close();
  rmSync(directory, { recursive: true });
}

function inUse(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
