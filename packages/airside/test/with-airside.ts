/** Runs a shell command line (`$1`) in this folder while Airside runs here with the options that follow; ends with its exit code. */
import { spawnSync } from 'node:child_process';

import { startAirside } from './running-airside.ts';

const [command = '', ...args] = process.argv.slice(2);
await using airside = await startAirside(args, { cwd: process.cwd() });
const { status } = spawnSync('bash', ['-c', command], { stdio: 'inherit', env: { ...process.env, AIRSIDE_URL: airside.url } });
// Stopped, not killed: what it has counted by then is written.
airside.signal('SIGTERM');
await airside.exited;
process.exitCode = status ?? 1;
