import { _, type CodeKeywordDefinition, Name } from 'ajv/dist/2020.js';

/**
 * Ajv's keyword `unevaluatedProperties`, without a hole of it. What alternatives have looked at is noted there as the members of a plain object, so that
 * `constructor`, `toString` and whatever else such an object inherits would count as looked at, and pass.
 */
export function ownNamesOnly(keyword: CodeKeywordDefinition): CodeKeywordDefinition {
  return {
    ...keyword,
    code: (context, ruleType) => {
      const { gen, it } = context;
      const noted = it.props;
      // What the copy of `true` would be, all properties, is left alone.
      if (noted instanceof Name) gen.if(_`${noted} !== true`, () => gen.assign(noted, _`{ __proto__: null, ...${noted} }`));
      keyword.code(context, ruleType);
    },
  };
}
