/** Installs a rule set in the data directory `$1` and kills itself while it is examined, or between placing its files and writing the state (`$2`). */
import { installRuleSet } from '../src/rules/install.ts';
import { openRuleStore } from '../src/rules/store.ts';

const [, , data = '', moment] = process.argv;
const kill = () => process.kill(process.pid, 'SIGKILL');
const files = [{ path: 'rules/one.conf', content: Buffer.from('killed') }];
const contents = '0'.repeat(64);
// A state is turned into text once the files are in their place.
const source = moment === 'placed' ? ({ toJSON: kill } as unknown as string) : '/x';

installRuleSet(openRuleStore(data), {
  obtained: { files, source, title: 'own-1.1', sha256: contents, contents, proof: 'none' },
  examine: () => {
    if (moment === 'examine') kill();
    return { ruleCount: 1, name: undefined, version: undefined };
  },
  name: undefined,
  version: undefined,
  signature: undefined,
  onlyNewer: false,
});
