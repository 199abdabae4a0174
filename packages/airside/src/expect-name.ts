import { suggest } from '@airside/domain';

import { CommandError } from './exit.ts';

/** What a name stands for; throws a `CommandError` where it stands for nothing. */
export function expectName<Value>(kind: string, name: string, values: Readonly<Record<string, Value>>): Value {
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value !== undefined) return value;
  const near = suggest(name, Object.keys(values));
  throw new CommandError(`there is no ${kind} ${JSON.stringify(name)}`, near === undefined ? {} : { hint: `did you mean "${near}"?` });
}
