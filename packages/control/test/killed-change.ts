/**
 * Removes the consumer `acme` with its keys from the directory in the file `$1`, and kills itself before the first statement that
 * contains `$2`.
 */
import { StatementSync } from 'node:sqlite';

import { openDirectoryStore } from '../src/directory/sqlite/open.ts';

const [, , file = '', fragment = ''] = process.argv;
const store = openDirectoryStore(file);
await store.contents();

const { run } = StatementSync.prototype;
StatementSync.prototype.run = function (this: StatementSync, ...parameters: Parameters<typeof run>) {
  if (this.sourceSQL.includes(fragment)) process.kill(process.pid, 'SIGKILL');
  return run.apply(this, parameters);
} as typeof run;

await store.removeConsumer('acme', { name: 'os:killed' });
