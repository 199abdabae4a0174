import { execFileSync } from 'node:child_process';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';

import { describe, test } from 'vitest';

import { configuration, KEY, PATIENCE_MS, protectedFolder, startAirside, statusOf, workersOf } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const definition = (path: string) => `openapi: 3.1.0
info: { title: Orders, version: '1' }
security: [{ key: [] }]
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } } }
paths: { ${path}: { get: { operationId: get, responses: { '200': { description: ok } } } } }
`;

describe.concurrent('a running Airside applies what changes:', { timeout: 2 * PATIENCE_MS }, () => {
  test('the configuration, the files it names, and its secrets, however they are written; and nothing of a bad one', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url, { 'openapi.yaml': definition('/old') });
    const write = (name: string, content: string) => writeFileSync(join(folder.path, name), content);
    await using airside = await startAirside([], { cwd: folder.path });
    const applied = () => airside.line(/configuration-applied/);

    expect(await statusOf(`${airside.url}/orders`)).toBe(200);
    write('airside.yaml', configuration(upstream.url, { api: 'path: /moved' }));
    await applied();
    expect(await statusOf(`${airside.url}/orders`)).toBe(404);
    expect(await statusOf(`${airside.url}/moved`)).toBe(200);

    write('unfinished', configuration(upstream.url, { api: 'definition: openapi.yaml' }));
    renameSync(join(folder.path, 'unfinished'), join(folder.path, 'airside.yaml'));
    await applied();
    expect(await statusOf(`${airside.url}/moved`)).toBe(404);
    expect(await statusOf(`${airside.url}/old`)).toBe(200);

    write('openapi.yaml', definition('/new'));
    await applied();
    expect(await statusOf(`${airside.url}/old`)).toBe(404);
    expect(await statusOf(`${airside.url}/new`)).toBe(200);

    write('key', 'another-key-0123456789-0123456789\n');
    await applied();
    expect(await statusOf(`${airside.url}/new`)).toBe(401);
    expect(await statusOf(`${airside.url}/new`, 'another-key-0123456789-0123456789')).toBe(200);

    write('airside.yaml', `${configuration(upstream.url)}\napiz: {}\n`);
    await airside.line(/airside\.yaml:\d+:1: error: unknown key "apiz"/);
    await airside.line(/configuration-refused: the one before it goes on; the errors are above$/);
    expect(await statusOf(`${airside.url}/new`, 'another-key-0123456789-0123456789')).toBe(200);

    write('airside.yaml', '');
    await airside.line(/airside\.yaml: error: is empty/);
    await airside.line(/configuration-refused/);
    expect(await statusOf(`${airside.url}/new`, 'another-key-0123456789-0123456789')).toBe(200);

    rmSync(join(folder.path, 'airside.yaml'));
    await airside.line(/configuration-refused/);
    expect(await statusOf(`${airside.url}/new`, 'another-key-0123456789-0123456789')).toBe(200);

    write('key', `${KEY}\n`);
    write('airside.yaml', configuration(upstream.url));
    await applied();
    await expect.poll(() => statusOf(`${airside.url}/old`), { timeout: PATIENCE_MS }).toBe(200);
  });

  test('on SIGHUP alone where files are not watched', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    await using airside = await startAirside(['--no-watch'], { cwd: folder.path });
    writeFileSync(join(folder.path, 'airside.yaml'), configuration(upstream.url, { api: 'path: /moved' }));
    expect(await statusOf(`${airside.url}/orders`)).toBe(200);
    airside.signal('SIGHUP');
    expect(await airside.line(/configuration-applied/)).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z configuration-applied: all of it$/,
    );
    expect(await statusOf(`${airside.url}/orders`)).toBe(404);
    airside.signal('SIGHUP');
    await airside.line(/configuration-applied/);
  });

  test('but for what is opened once, which is named, each time until it is so again', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    await using airside = await startAirside(['--no-watch'], { cwd: folder.path });
    const change = async (more: string, api = '') => {
      writeFileSync(join(folder.path, 'airside.yaml'), configuration(upstream.url, { api, more }));
      airside.signal('SIGHUP');
      return (await airside.line(/configuration-applied/)).replace(/^\S+ /, '');
    };
    const settings = 'gateway: { workers: 2, maxConnections: 50, maxTargetBytes: 1KiB }\nstore: { keepExchanges: 1d }';
    const waiting = 'configuration-applied: all but gateway.workers, gateway.maxConnections, store, which need a restart';
    expect(await change(settings)).toBe(waiting);
    expect(await statusOf(`${airside.url}/${'a'.repeat(1100)}`), 'what each request reads').toBe(414);
    expect(await change(settings, 'path: /moved'), 'still').toBe(waiting);
    const [worker = 0] = workersOf(airside.pid);
    process.kill(worker, 'SIGKILL');
    await airside.line(/worker-ended/);
    await expect.poll(() => statusOf(`${airside.url}/moved`).catch(() => 'refused'), { timeout: PATIENCE_MS }).toBe(200);
    expect(await change('')).toBe('configuration-applied: all of it');
  });

  test('a renewed certificate', async ({ expect }) => {
    await using upstream = await startUpstream();
    const tls = 'tls: { certificate: cert.pem, key: tls-key.pem }';
    const more = `gateway: { listen: [{ address: '127.0.0.1:8443', ${tls} }] }`;
    using folder = protectedFolder(upstream.url, { 'airside.yaml': configuration(upstream.url, { more }) });
    const issue = (name: string) => {
      const request = [
        'req',
        '-x509',
        '-newkey',
        'ed25519',
        '-nodes',
        '-days',
        '2',
        '-subj',
        `/CN=${name}`,
        '-keyout',
        'new.pem',
        '-out',
        'cert.pem',
      ];
      execFileSync('openssl', request, { cwd: folder.path, stdio: 'ignore' });
      renameSync(join(folder.path, 'new.pem'), join(folder.path, 'tls-key.pem'));
    };
    issue('first');
    await using airside = await startAirside([], { cwd: folder.path });
    expect(airside.url, '--listen keeps the certificate').toMatch(/^https:/);
    expect(await commonName(airside.url)).toBe('first');
    issue('second');
    await airside.line(/configuration-applied/);
    await expect.poll(() => commonName(airside.url), { timeout: PATIENCE_MS }).toBe('second');
  });
});

/** The name in the certificate that a server shows. */
function commonName(url: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.on('error', reject);
  });
}
