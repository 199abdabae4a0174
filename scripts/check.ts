import { spawnSync } from 'node:child_process';

const { status } = spawnSync('vitest', ['run'], { stdio: 'inherit' });
process.exitCode = status ?? 1;
