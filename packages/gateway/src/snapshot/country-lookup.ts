import { statSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Configuration } from '@airside/domain';

import { type CountryLookup, defaultCountryFile, openCountries } from '../geography/countries.ts';
import type { SnapshotProblem } from './checks.ts';
import type { Leases } from './leases.ts';

/** The database that a configuration names, or the one that comes along, shared by all configurations that use the same version of the same file. */
export function openCountryLookup(
  { geography }: Configuration,
  directory: string,
  leases: Leases,
  report: (problem: SnapshotProblem) => void,
): CountryLookup | undefined {
  const path = ['geography', 'file'];
  try {
    const file = geography.file === undefined ? defaultCountryFile() : resolve(directory, geography.file);
    const { mtimeMs, size } = statSync(file);
    return leases.acquire(
      `countries ${file} ${mtimeMs} ${size}`,
      () => openCountries(file),
      () => undefined,
    );
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    report({
      severity: 'error',
      path,
      message: `countries cannot be looked up (${code ?? message})`,
      expected: 'a database of countries in MaxMind format (.mmdb)',
    });
    return undefined;
  }
}
