import type { Data } from '../document/data.ts';
import { noOptions } from './options.ts';
import { pure, type RuleFunction } from './rule-function.ts';

function presence(name: string, isWrong: (value: Data | undefined) => boolean): RuleFunction {
  const found = [{ message: `#{{print("property")}}must be ${name}` }];
  return { name, compile: (options) => noOptions(name, options) ?? pure((value) => (isWrong(value) ? found : undefined)) };
}

export const defined = presence('defined', (value) => value === undefined);
export const undefinedFunction = presence('undefined', (value) => value !== undefined);
export const truthy = presence('truthy', (value) => !value);
export const falsy = presence('falsy', (value) => Boolean(value));
