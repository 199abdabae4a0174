#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Compiled code is kept beside the sources: whoever may write there may change the code itself. Where nobody may, starting takes a little longer.
// Workers and the example shop inherit the variable.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../.cache', import.meta.url));
enableCompileCache(process.env['NODE_COMPILE_CACHE']);

const { run } = await import('./program.ts');
process.exitCode = await run(process.argv.slice(2));
