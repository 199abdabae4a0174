import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, test } from 'vitest';

import { configuration, PATIENCE_MS, protectedFolder, startAirside, statusOf } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const rule = (id: number, word: string) => `SecRule ARGS "@contains ${word}" "id:${id},phase:2,deny,t:none,msg:'${word}'"\n`;

describe.concurrent('a running Airside', { timeout: 2 * PATIENCE_MS }, () => {
  test('applies changed and added rule files on every worker, and nothing of broken ones', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url, { 'rules/one.conf': rule(1, 'evil') });
    const write = (name: string, content: string) => writeFileSync(join(folder.path, name), content);
    write('airside.yaml', configuration(upstream.url, { api: "policies: { firewall: { rules: ['rules/*.conf'] } }" }));
    await using airside = await startAirside(['--workers', '2'], { cwd: folder.path });
    const statuses = async (word: string) => {
      const seen = await Promise.all(Array.from({ length: 8 }, () => statusOf(`${airside.url}/orders?q=${word}`)));
      return [...new Set(seen)];
    };

    expect(await statuses('evil')).toEqual([403]);
    expect(await statuses('wicked')).toEqual([200]);

    write('rules/one.conf', rule(1, 'wicked'));
    await airside.line(/configuration-applied/);
    expect(await statuses('wicked')).toEqual([403]);
    expect(await statuses('evil')).toEqual([200]);

    write('rules/two.conf', rule(2, 'evil'));
    await airside.line(/configuration-applied/);
    expect(await statuses('evil')).toEqual([403]);

    write('rules/two.conf', rule(1, 'evil'));
    await airside.line(/rules\/two\.conf:1:1: error: the id 1 is taken/);
    await airside.line(/configuration-refused/);
    expect(await statuses('evil')).toEqual([403]);
  });
});
