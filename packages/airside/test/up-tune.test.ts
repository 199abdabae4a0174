import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { environment, MAIN, type Outcome, runShell } from './command-line.ts';
import { configuration, PATIENCE_MS, protectedFolder, startAirside, statusOf } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const RULES = `SecRule ARGS "@contains select" "id:1,phase:2,pass,t:none,msg:'SQL',setvar:tx.anomaly_score=+3"
SecRule ARGS|ARGS_NAMES "@contains sel" "id:2,phase:2,pass,t:none,msg:'More SQL',setvar:tx.anomaly_score=+3"
SecRule ARGS "@contains evil" "id:3,phase:2,pass,t:none,msg:'Evil',setvar:tx.anomaly_score=+5"
SecRule TX:anomaly_score "@ge 5" "id:9,phase:2,deny,t:none,msg:'Score'"
`;
const EASY = '--min-callers 1 --min-requests 1 --min-span 0s --risk high';

test('what a running Airside refused by mistake passes once tuning has written its proposals, and an attack does not', {
  timeout: 3 * PATIENCE_MS,
}, async () => {
  await using upstream = await startUpstream();
  using folder = protectedFolder(upstream.url, { 'own.conf': RULES });
  const file = join(folder.path, 'airside.yaml');
  writeFileSync(file, configuration(upstream.url, { api: 'policies: { firewall: { rules: [own.conf] } }' }));
  const before = readFileSync(file, 'utf8');
  await using airside = await startAirside([], { cwd: folder.path });
  const tune = (options: string): Promise<Outcome> =>
    runShell(`'${process.execPath}' --conditions=development '${MAIN}' waf tune ${EASY} ${options}`, {
      cwd: folder.path,
      env: environment(undefined),
    });
  const statuses = () =>
    Promise.all(['note=select', 'note=evil', 'other=select'].map((query) => statusOf(`${airside.url}/orders?${query}`)));

  expect(await statusOf(`${airside.url}/orders?note=select`)).toBe(403);
  const found = async () => JSON.parse((await tune('--json')).stdout) as unknown;
  await expect.poll(found, { timeout: PATIENCE_MS }).toMatchObject({
    requests: 1,
    alarms: { honest: 1 },
    withAll: { passing: { honest: 1 }, staying: { honest: 0 }, notKnown: 0 },
  });

  expect(await tune('--write airside.yaml')).toMatchObject({ exit: 0 });
  await airside.line(/configuration-applied/);
  expect(await statuses()).toEqual([200, 403, 403]);
  expect(readFileSync(`${file}.bak`, 'utf8')).toBe(before);
});
