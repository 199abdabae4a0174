import { child, type Data, isContainer } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import type { Finding, RuleFunction } from '../../functions/rule-function.ts';
import { operationsOf } from './operations.ts';

/** The tags of operations are among the tags of the document. */
export const oasTagDefined: RuleFunction = {
  name: 'oasTagDefined',
  compile: (options) => noOptions('oasTagDefined', options) ?? { run: judge, dependsOnValueOnly: false },
};

function judge(document: Data | undefined): readonly Finding[] | undefined {
  if (!isContainer(document)) return undefined;
  const declared = child(document, 'tags');
  const names = new Set<Data | undefined>(
    Array.isArray(declared) ? declared.map((tag) => child(tag, 'name')).filter((name) => typeof name === 'string') : [],
  );
  return operationsOf(child(document, 'paths')).flatMap(({ path, method, operation }) => {
    const tags = operation['tags'];
    if (!Array.isArray(tags)) return [];
    return tags.flatMap((tag, index): readonly Finding[] =>
      names.has(tag) ? [] : [{ message: 'Operation tags must be defined in global tags.', path: ['paths', path, method, 'tags', index] }],
    );
  });
}
