import { statSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Configuration } from '@airside/domain';

import { type CountryLookup, defaultCountryFile, openCountries, openDefaultCountries } from '../geography/countries.ts';
import { type NetworkLookup, openNetworks } from '../geography/networks.ts';
import { remembering } from '../geography/remembered.ts';
import type { SnapshotProblem } from './checks.ts';
import type { Leases } from './leases.ts';

/** What can be told of an address. */
export interface AddressLookups {
  readonly countryOf: CountryLookup | undefined;
  readonly networkOf: NetworkLookup | undefined;
}

/**
 * The databases that a configuration names, or the one of countries that comes along, as far as anything asks for them; shared by all
 * configurations that use the same version of the same file. `rulesAsk`: a rule is about countries.
 */
export function openAddressLookups(
  { geography, telemetry: { metrics } }: Configuration,
  {
    rulesAsk,
    directory,
    leases,
    report,
  }: {
    readonly rulesAsk: boolean;
    readonly directory: string;
    readonly leases: Leases;
    readonly report: (problem: SnapshotProblem) => void;
  },
): AddressLookups {
  const open = (
    what: 'countries' | 'networks',
    path: readonly string[],
    fileOf: () => string,
    openFile: (file: string) => CountryLookup,
  ) => {
    try {
      const file = fileOf();
      const { mtimeMs, size } = statSync(file);
      return leases.acquire(
        `${what} ${file} ${mtimeMs} ${size}`,
        () => remembering(openFile(file)),
        () => undefined,
      );
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      report({
        severity: 'error',
        path,
        message: `${what} cannot be looked up (${code ?? message})`,
        expected: `a database of ${what} in MaxMind format (.mmdb)`,
      });
      return undefined;
    }
  };

  const { file, networks, record } = geography;
  if (metrics.networks && networks === undefined) {
    report({
      severity: 'warning',
      path: ['telemetry', 'metrics', 'networks'],
      message: 'networks cannot be told apart without a database of them',
      expected: 'geography.networks: the path of a database of networks in MaxMind format (.mmdb)',
    });
  }
  return {
    countryOf:
      rulesAsk || record || metrics.countries
        ? open(
            'countries',
            ['geography', 'file'],
            () => (file === undefined ? defaultCountryFile() : resolve(directory, file)),
            file === undefined ? openDefaultCountries : openCountries,
          )
        : undefined,
    networkOf:
      networks !== undefined && (record || metrics.networks)
        ? open('networks', ['geography', 'networks'], () => resolve(directory, networks), openNetworks)
        : undefined,
  };
}
