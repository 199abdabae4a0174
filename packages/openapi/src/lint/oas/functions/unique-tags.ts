import { child } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import { type Finding, pure, type RuleFunction } from '../../functions/rule-function.ts';

/** No two tags have the same name. */
export const uniquenessTags: RuleFunction = {
  name: 'uniquenessTags',
  compile: (options) =>
    noOptions('uniquenessTags', options) ??
    pure((value) => {
      if (!Array.isArray(value)) return undefined;
      const names = value.map((tag) => child(tag, 'name'));
      if (!names.every((name) => typeof name === 'string')) return undefined;
      const seen = new Set<string>();
      return names.flatMap((name, index): readonly Finding[] => {
        if (seen.has(name)) return [{ message: `"tags" object contains duplicate tag name "${name}".`, within: [index, 'name'] }];
        seen.add(name);
        return [];
      });
    }),
};
