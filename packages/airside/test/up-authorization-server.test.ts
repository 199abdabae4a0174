import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, test } from 'vitest';

import { commandFolder, environment, runShell } from './command-line.ts';
import { PATIENCE_MS, protectedFolder, type RunningAirside, startAirside } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

const commands = commandFolder();
afterAll(() => commands.remove());
const poll = { timeout: PATIENCE_MS, interval: 50 };

const SECRET = 'secret-of-nightly-0123456789';
/** The same from one start to the next, whatever the port. */
const ISSUER = 'http://127.0.0.1:9/.airside/oauth';

const configured = (upstream: string, server: string): string => `gateway: { workers: 2 }
${server}
consumers:
  acme:
    scopes: [read]
    clients: [{ issuer: airside, clientId: nightly, registration: { scopes: [read], secret: '\${file:secret}' } }]
apis: { orders: { upstreams: ['${upstream}'] } }
`;

async function tokenFor({ url }: RunningAirside, clientId: string, secret: string): Promise<string> {
  const answer = await fetch(`${url}/.airside/oauth/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  return String(((await answer.json()) as { access_token?: string; error?: string }).access_token ?? answer.status);
}

/** The statuses of some calls, each on a connection of its own, so that every worker gets some. */
async function statuses({ url }: RunningAirside, token: string): Promise<number[]> {
  const call = async () => {
    const answer = await fetch(`${url}/orders`, { headers: { Authorization: `Bearer ${token}`, Connection: 'close' } });
    await answer.arrayBuffer();
    return answer.status;
  };
  return [...new Set(await Promise.all(Array.from({ length: 12 }, call)))];
}

describe.concurrent('an Airside with an authorization server', { timeout: 3 * PATIENCE_MS }, () => {
  test('accepts its tokens in every worker, until they or their client are revoked, also after another start', async ({ expect }) => {
    await using upstream = await startUpstream();
    const yaml = configured(upstream.url, `authorizationServer: { issuer: '${ISSUER}' }`);
    using folder = protectedFolder(upstream.url, { 'airside.yaml': yaml, secret: `${SECRET}\n` });
    const shell = (command: string) => runShell(command, { cwd: folder.path, env: environment(commands.path) });
    let [kept, revoked] = ['', ''];
    {
      await using airside = await startAirside([], { cwd: folder.path });
      kept = await tokenFor(airside, 'nightly', SECRET);
      revoked = await tokenFor(airside, 'nightly', SECRET);
      expect(await statuses(airside, kept)).toEqual([200]);
      expect(await statuses(airside, revoked)).toEqual([200]);
      const body = new URLSearchParams({ token: revoked, client_id: 'nightly', client_secret: SECRET });
      expect((await fetch(`${airside.url}/.airside/oauth/revoke`, { method: 'POST', body })).status).toBe(200);
      await expect.poll(() => statuses(airside, revoked), poll).toEqual([401]);

      await shell('airside consumers create globex --scopes read');
      const { stdout: secret } = await shell(
        'airside clients create --issuer airside --consumer globex --client-id batch --scopes read --quiet',
      );
      const token = await tokenFor(airside, 'batch', secret.trim());
      expect(await statuses(airside, token)).toEqual([200]);
      await shell('airside clients revoke airside batch --yes');
      await expect.poll(() => statuses(airside, token), poll).toEqual([401]);
      expect(await tokenFor(airside, 'batch', secret.trim())).toBe('401');
      expect(airside.output.stderr).not.toMatch(/oidc-provider|NOTICE|WARNING/);
      const data = join(folder.path, '.airside');
      const modes = readdirSync(data).map((name) => (statSync(join(data, name)).mode & 0o777).toString(8));
      expect(readdirSync(data)).toEqual(expect.arrayContaining(['authorization.db', 'oauth-jwks.json', 'oauth-keys.json', 'oauth.sock']));
      expect(new Set(modes)).toEqual(new Set(['600']));
      airside.signal('SIGTERM');
      await airside.exited;
    }
    await using again = await startAirside([], { cwd: folder.path });
    await expect.poll(() => statuses(again, kept), poll).toEqual([200]);
    expect(await statuses(again, revoked)).toEqual([401]);
  });

  test('takes over clients of a changed configuration, and stops when it is turned off', async ({ expect }) => {
    await using upstream = await startUpstream();
    const yaml = configured(upstream.url, 'authorizationServer: true');
    using folder = protectedFolder(upstream.url, { 'airside.yaml': yaml, secret: `${SECRET}\n`, other: 'another-secret-0123456789\n' });
    const { writeFileSync } = await import('node:fs');
    await using airside = await startAirside([], { cwd: folder.path });
    const token = await tokenFor(airside, 'nightly', SECRET);
    expect(await statuses(airside, token)).toEqual([200]);
    writeFileSync(
      join(folder.path, 'airside.yaml'),
      yaml.replace('clientId: nightly', 'clientId: daily').replace('file:secret', 'file:other'),
    );
    await airside.line(/configuration-applied/);
    expect(await tokenFor(airside, 'nightly', SECRET)).toBe('401');
    expect(await statuses(airside, token)).toEqual([401]);
    expect(await statuses(airside, await tokenFor(airside, 'daily', 'another-secret-0123456789'))).toEqual([200]);
    writeFileSync(join(folder.path, 'airside.yaml'), `apis: { orders: { upstreams: ['${upstream.url}'] } }\n`);
    expect(await airside.line(/configuration-applied/)).toContain('authorizationServer');
    expect(await tokenFor(airside, 'daily', 'another-secret-0123456789')).toBe('404');
  });

  test('has none, and keeps nothing for one, where it is not configured', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    await using airside = await startAirside([], { cwd: folder.path });
    expect((await fetch(`${airside.url}/.airside/oauth/token`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(`${airside.url}/.well-known/oauth-authorization-server/.airside/oauth`)).status).toBe(401);
    expect(existsSync(join(folder.path, '.airside', 'oauth-keys.json'))).toBe(false);
  });
});
