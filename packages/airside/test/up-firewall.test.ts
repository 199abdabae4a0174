import { readFileSync, renameSync, writeFileSync } from 'node:fs';
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

  test('says of a changed configuration what it warns of, once, and serves it', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url, { 'one.conf': rule(1, 'evil') });
    const write = (exclude: string) =>
      writeFileSync(
        join(folder.path, 'airside.yaml'),
        configuration(upstream.url, { api: `policies: { firewall: { rules: [one.conf], exclude: [${exclude}] } }` }),
      );
    write('');
    await using airside = await startAirside([], { cwd: folder.path });
    write('{ rules: [2] }');
    await airside.line(/no loaded rule has the id 2/);
    await airside.line(/configuration-applied/);
    write('{ rules: [2] }, { rules: [1] }');
    await airside.line(/configuration-applied/);
    expect(await statusOf(`${airside.url}/orders?q=evil`)).toBe(200);
    expect(airside.output.stderr.split('no loaded rule has the id 2')).toHaveLength(2);
  });

  test('writes whole audit records from several workers into one file, also after it was renamed', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url, { 'one.conf': rule(1, 'evil') });
    const api = 'policies: { firewall: { rules: [one.conf], auditLog: { file: audit.log } } }';
    writeFileSync(join(folder.path, 'airside.yaml'), configuration(upstream.url, { api }));
    await using airside = await startAirside(['--workers', '2'], { cwd: folder.path });
    const refuse = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, index) => statusOf(`${airside.url}/orders?q=evil${index}${'x'.repeat(2000)}`)));
    const records = (name: string) =>
      readFileSync(join(folder.path, name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as object);
    await refuse(60);
    await expect.poll(() => records('audit.log').length, { timeout: PATIENCE_MS }).toBe(60);
    renameSync(join(folder.path, 'audit.log'), join(folder.path, 'audit.log.1'));
    await refuse(10);
    await expect.poll(() => records('audit.log').length, { timeout: PATIENCE_MS }).toBe(10);
    expect(records('audit.log.1')).toHaveLength(60);
  });

  test('serves on with an audit log that cannot be written, and says so once', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url, { 'one.conf': rule(1, 'evil') });
    const api = 'policies: { firewall: { rules: [one.conf], auditLog: { file: missing/audit.log } } }';
    writeFileSync(join(folder.path, 'airside.yaml'), configuration(upstream.url, { api }));
    await using airside = await startAirside([], { cwd: folder.path });
    expect(await statusOf(`${airside.url}/orders?q=evil`)).toBe(403);
    await airside.line(/worker-trouble: .*missing\/audit\.log: records cannot be written \(ENOENT\)/);
    expect(await statusOf(`${airside.url}/orders?q=evil`)).toBe(403);
    expect(await statusOf(`${airside.url}/orders?q=good`)).toBe(200);
    airside.signal('SIGINT');
    await airside.exited;
    expect(airside.output.stderr.split('worker-trouble')).toHaveLength(2);
  });
});
