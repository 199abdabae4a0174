import { isContainer, isPlainObject } from '../document/data.ts';
import { optionsOf } from './options.ts';
import { type Finding, pure, type RuleFunction } from './rule-function.ts';

const MOST_NAMED = 4;

/** At least one of the properties given is there. */
export const or: RuleFunction = alternatives('or', false);

/** Exactly one of the properties given is there. */
export const xor: RuleFunction = alternatives('xor', true);

function alternatives(name: 'or' | 'xor', exclusive: boolean): RuleFunction {
  return {
    name,
    compile: (given) => {
      const checked = optionsOf(name, given, ['properties'], ['properties']);
      if ('problem' in checked) return checked;
      const properties = checked.options['properties'];
      if (!Array.isArray(properties) || properties.length < 2 || properties.some(isContainer)) {
        return {
          problem: `"${name}" requires at least two enumerated "properties", i.e. ["country", "street"], ["one", "two", "three"], etc.`,
        };
      }
      const names = properties.map(String);
      return pure((value) => {
        if (!isPlainObject(value)) return undefined;
        const present = Object.keys(value).filter((key) => names.includes(key));
        const findings: Finding[] = [];
        if (present.length === 0) findings.push({ message: noneOf(names) });
        if (exclusive && present.length > 1) findings.push({ message: `Just one of "${present.join('" and "')}" must be defined` });
        return findings;
      });
    },
  };
}

function noneOf(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return `At least one of "${names.join('" or "')}" must be defined`;
  const [shown, others] = [names.slice(0, 3), names.length - 3];
  return `At least one of "${shown.join('" or "')}" or ${others} other properties must be defined`;
}
