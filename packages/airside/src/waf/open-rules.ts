import { openFirewall } from '@airside/gateway';
import { type Engine, RuleSetError } from '@airside/seclang';

import { CommandError, EXIT } from '../exit.ts';

/** Which rules a command works with, from its options. */
export interface RuleOptions {
  readonly crs?: string;
  readonly rules?: readonly string[];
  readonly paranoia?: number;
  readonly threshold?: number;
}

/** The rules that options name, or else Airside's own, as the firewall of the gateway applies them. */
export function openRules({ crs, rules = [], paranoia, threshold }: RuleOptions): Engine {
  return loading(() =>
    openFirewall(
      {
        rules: [...rules],
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

/** What is wrong with rules, said to the person at the terminal. */
export function loading<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    if (error instanceof RuleSetError) throw new CommandError(error.message);
    throw new CommandError(`the rules cannot be loaded: ${(error as Error).message}`, { exitCode: EXIT.unavailable });
  }
}
