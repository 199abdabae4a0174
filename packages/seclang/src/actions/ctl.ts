import { suggestion } from '../language/suggestion.ts';
import type { Action, BindEffect } from './action.ts';
import { controlOptions } from './ctl-options.ts';
import { removalOptions } from './ctl-removals.ts';

const OPTIONS: ReadonlyMap<string, (value: string) => BindEffect> = new Map(
  Object.entries({ ...controlOptions, ...removalOptions }).map(([name, read]) => [name.toLowerCase(), read]),
);

/** Options of ModSecurity that ask for something which is not done here, by their name in lower case. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['hashenforcement', 'responses are inspected, not changed'],
  ['hashengine', 'responses are inspected, not changed'],
  ['parsexmlintoargs', 'XML is searched as XML, by XML:/* and paths'],
  ['ruleupdatetargetbyid', 'it is the name of old for ctl:ruleRemoveTargetById; write that'],
]);

/** `ctl:option=value`: changes the engine's settings, or takes rules and variables away, for this transaction. */
export const ctl: Action = {
  name: 'ctl',
  argument: 'required',
  apply(draft, argument) {
    const equals = argument.indexOf('=');
    if (equals === -1) throw new Error(`ctl takes option=value; found "${argument}"`);
    const name = argument.slice(0, equals).trim();
    const read = OPTIONS.get(name.toLowerCase());
    const refusal = REFUSED.get(name.toLowerCase());
    if (refusal !== undefined) throw new Error(`ctl:${name} is refused: ${refusal}`);
    if (read === undefined) {
      const known = Object.keys({ ...controlOptions, ...removalOptions });
      throw new Error(`ctl knows no option ${name}${suggestion(name, known)}: expected one of ${known.join(', ')}`);
    }
    draft.effects.push(read(argument.slice(equals + 1).trim()));
  },
};
