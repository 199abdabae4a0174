import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { environment, MAIN, runShell, temporaryFolder } from '../command-line.ts';
import { PATIENCE_MS, startAirside } from '../running-airside.ts';
import { startUpstream } from '../upstream.ts';
import { authorize } from './authorization.ts';
import { basic, plant, plantCredentials } from './credentials.ts';
import { heapEnvironment, snapshotOf, workerOf } from './heap.ts';
import { plantedRequests } from './requests.ts';
import { exchangeBytes, sceneFiles } from './scene.ts';
import { type Finding, filesBelow, searchFile, searchText } from './search.ts';
import { signedRequests } from './signed-requests.ts';

describe('a secret that a caller sends', () => {
  test('is in nothing that is written or answered, wherever it was put', { timeout: 3 * PATIENCE_MS }, async () => {
    const planted = await plantCredentials();
    await using upstream = await startUpstream();
    const folder = temporaryFolder(Object.entries(sceneFiles(planted, upstream.url)));
    const signed = signedRequests(planted);
    const requests = [...plantedRequests(planted), ...signed.requests];
    let needles = [...planted.needles, ...signed.needles];
    const findings: Finding[] = [];
    const search = (where: string, text: string) => findings.push(...searchText(where, text, needles));
    let outcome: { readonly stdout: string; readonly stderr: string };
    {
      await using airside = await startAirside(['--workers', '1', '--no-watch'], { cwd: folder.path });
      for (const { what, bytes, status } of requests) {
        const answer = await exchangeBytes(airside.url, bytes);
        expect.soft(answer.slice(9, 12), what).toBe(String(status));
        search(`the answer to: ${what}`, answer);
      }
      needles = [...needles, ...(await authorize(airside.url, planted))];
      airside.signal('SIGTERM');
      outcome = await airside.exited;
    }
    const upstreamFields = JSON.stringify(upstream.seen.map(({ rawHeaders }) => rawHeaders));
    expect(upstreamFields).toContain('api.example.com');
    const verifiedHere = [planted.apiKey, basic(planted.username, planted.password), ...signed.needles];
    findings.push(...searchText('the fields that the upstream got', upstreamFields, verifiedHere));
    search('standard output', outcome.stdout);
    search('standard error', outcome.stderr);
    const listed = await runShell(`'${process.execPath}' --conditions=development '${MAIN}' exchanges --json --limit 1000`, {
      cwd: folder.path,
      env: environment(undefined),
    });
    expect(listed.stdout.trim().split('\n').length).toBeGreaterThanOrEqual(requests.length - 1);
    for (const line of listed.stdout.split('\n')) search('airside exchanges', line);
    for (const line of readFileSync(join(folder.path, 'audit.log'), 'utf8').split('\n')) search('audit log', line);
    const files = [...filesBelow(join(folder.path, '.airside'))];
    for (const file of files) findings.push(...(await searchFile(file, needles)));
    expect(findings.map(({ where, around }) => `${where}: …${around}…`).join('\n')).toBe('');
    folder.remove();
  });

  test('is not in the memory of worker and primary once the request is over', { timeout: 3 * PATIENCE_MS }, async () => {
    const planted = await plantCredentials();
    await using upstream = await startUpstream();
    const folder = temporaryFolder(Object.entries(sceneFiles(planted, upstream.url)));
    const snapshots = temporaryFolder();
    await using airside = await startAirside(['--workers', '1', '--no-watch'], { cwd: folder.path, env: heapEnvironment(snapshots.path) });
    const signed = signedRequests(planted);
    for (const { bytes } of [...plantedRequests(planted), ...signed.requests]) await exchangeBytes(airside.url, bytes);
    const needles = [...planted.needles, ...signed.needles, ...(await authorize(airside.url, planted))];
    // What the engine itself keeps of the last text that it looked at goes with the next ones.
    const plain = () => exchangeBytes(airside.url, PLAIN);
    // Answered by the primary, where the authorization server runs.
    const metadata = () => fetch(`${airside.url}/.airside/oauth/.well-known/openid-configuration`).then((answer) => answer.text());
    for (let count = 0; count < 20; count++) await Promise.all([plain(), metadata()]);
    const worker = workerOf(airside.pid);
    const files = [await snapshotOf(worker, snapshots.path, plain), await snapshotOf(airside.pid, snapshots.path, metadata)];
    // Both are of this Airside: they hold what its configuration says.
    for (const file of files) expect(await searchFile(file, ['acme-hmac'])).not.toEqual([]);
    for (const file of files) expect((await searchFile(file, needles)).map(({ around }) => around).join('\n')).toBe('');

    // The search would find one: while its request is under way, a credential is there.
    const held = upstream.hold();
    const secret = plant();
    const underWay = exchangeBytes(airside.url, withCookie(secret));
    const response = await held;
    expect(await searchFile(await snapshotOf(worker, snapshots.path, plain), [secret])).not.toEqual([]);
    response.end();
    await underWay;
    folder.remove();
    snapshots.remove();
  });
});

const withCookie = (secret: string) => `GET /open HTTP/1.1\r\nHost: api.example.com\r\nCookie: a=${secret}\r\nConnection: close\r\n\r\n`;
const PLAIN = 'GET /open?a=1 HTTP/1.1\r\nHost: api.example.com\r\nUser-Agent: plain\r\nX-Api-Key: x\r\nConnection: close\r\n\r\n';
