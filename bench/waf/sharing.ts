import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const TIMEOUT_MS = 120_000;
const CASES = [
  { title: 'one API', apis: 1, variant: 'levels' },
  { title: '50 APIs, each with its own level, threshold and size', apis: 50, variant: 'levels' },
  { title: 'the same, each with two exclusions', apis: 50, variant: 'exclusions' },
];

/** What serving so many APIs under the same rules takes in memory, configuration and loader included. */
export interface SharingResult {
  readonly title: string;
  readonly ruleSets: number;
  readonly bytes: number;
}

/** Measures each case in a process of its own. Throws with what it printed where one fails. */
export function measureSharing(folder: string): readonly SharingResult[] {
  const script = join(import.meta.dirname, 'sharing-driver.ts');
  return CASES.map(({ title, apis, variant }) => {
    const args = ['--conditions=development', '--expose-gc', script, folder, String(apis), variant];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: TIMEOUT_MS });
    if (status !== 0) throw new Error(`${title}: the measurement ended with ${status}:\n${stderr.slice(0, 4096)}`);
    const { ruleSets, bytes } = JSON.parse(stdout) as Omit<SharingResult, 'title'>;
    return { title, ruleSets, bytes };
  });
}
