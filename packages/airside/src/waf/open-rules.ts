import { openFirewall } from '@airside/gateway';
import { type Engine, RuleSetError } from '@airside/seclang';

import { CommandError, EXIT } from '../exit.ts';
import type { Exclusion } from './tune/exclusion.ts';

/** Which rules a command works with, from its options. */
export interface RuleOptions {
  readonly crs?: string;
  readonly rules?: readonly string[];
  readonly paranoia?: number;
  readonly threshold?: number;
}

/** The rules that options name, as the firewall of the gateway applies them. */
export function openRules({ crs, rules = [], paranoia, threshold }: RuleOptions, exclude: readonly Exclusion[] = []): Engine {
  if (crs === undefined && rules.length === 0) {
    throw new CommandError('there are no rules to work with', { exitCode: EXIT.usage, hint: 'name some with --crs or --rules' });
  }
  return loading(() =>
    openFirewall(
      {
        rules: [...rules],
        exclude: exclude.map(written),
        // A body in a file is in memory already.
        maxInspectedBody: '256MiB',
        ...(crs !== undefined && { crs }),
        ...(paranoia !== undefined && { paranoia }),
        ...(threshold !== undefined && { threshold }),
      },
      process.cwd(),
    ),
  );
}

/** An exclusion as the options of the firewall take it. */
export function written({ rules, parameters = [], headers = [], cookies = [], path = false, operations = [] }: Exclusion) {
  return {
    rules: [...rules],
    parameters: [...parameters],
    headers: [...headers],
    cookies: [...cookies],
    path,
    operations: [...operations],
  };
}

/** What is wrong with rules, said to the person at the terminal. */
export function loading<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (error instanceof RuleSetError) throw new CommandError(error.message);
    throw new CommandError(`the rules cannot be loaded: ${(error as Error).message}`, { exitCode: EXIT.unavailable });
  }
}
