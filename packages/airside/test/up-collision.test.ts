import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, test } from 'vitest';

import { adminRequest } from './admin-request.ts';
import { configuration, PATIENCE_MS, protectedFolder, runUp, startAirside, statusOf } from './running-airside.ts';
import { startUpstream } from './upstream.ts';

describe('a consumer that commands made', { timeout: 3 * PATIENCE_MS }, () => {
  test('cannot be brought by the configuration file as well: neither while Airside runs nor when it starts', async ({ expect }) => {
    await using upstream = await startUpstream();
    using folder = protectedFolder(upstream.url);
    const write = (consumers: string) =>
      writeFileSync(join(folder.path, 'airside.yaml'), configuration(upstream.url).replace('consumers: {', `consumers: { ${consumers}`));
    {
      await using airside = await startAirside([], { cwd: folder.path });
      expect((await adminRequest(folder.path, 'POST', '/consumers', { id: 'globex' })).statusCode).toBe(201);

      write('globex: {},');
      await airside.line(/^airside\.yaml:1:\d+: error: consumer "globex" is in the store as well$/);
      await airside.line(/configuration-refused: the one before it goes on/);
      expect(await statusOf(airside.url)).toBe(200);
      expect((await adminRequest(folder.path, 'POST', '/keys', { consumer: 'globex' })).statusCode).toBe(201);

      write('initech: {},');
      await airside.line(/configuration-applied/);
      expect((await adminRequest(folder.path, 'POST', '/consumers', { id: 'initech' })).statusCode).toBe(409);
      airside.signal('SIGTERM');
      await airside.exited;
    }

    write('globex: {},');
    const { exit, stderr } = await runUp([], { cwd: folder.path });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^airside\.yaml:1:\d+: error: consumer "globex" is in the store as well$/m);
    expect(stderr).toMatch(/airside\.yaml cannot be served; the problems are above/);
  });
});
