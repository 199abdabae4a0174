import { suggestion } from '../language/suggestion.ts';
import type { Action, BindEffect } from './action.ts';
import { controlOptions } from './ctl-options.ts';
import { removalOptions } from './ctl-removals.ts';

const OPTIONS: ReadonlyMap<string, (value: string) => BindEffect> = new Map(
  Object.entries({ ...controlOptions, ...removalOptions }).map(([name, read]) => [name.toLowerCase(), read]),
);

/** `ctl:option=value`: changes the engine's settings, or takes rules and variables away, for this transaction. */
export const ctl: Action = {
  name: 'ctl',
  argument: 'required',
  apply(draft, argument) {
    const equals = argument.indexOf('=');
    if (equals === -1) throw new Error(`ctl takes option=value; found "${argument}"`);
    const name = argument.slice(0, equals).trim();
    const read = OPTIONS.get(name.toLowerCase());
    if (read === undefined) {
      const known = Object.keys({ ...controlOptions, ...removalOptions });
      throw new Error(`ctl knows no option ${name}${suggestion(name, known)}: expected one of ${known.join(', ')}`);
    }
    draft.effects.push(read(argument.slice(equals + 1).trim()));
  },
};
