import { child, type Data, isContainer } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import { type Finding, pure, type RuleFunction } from '../../functions/rule-function.ts';
import { printAsText } from '../../print.ts';

/** The parameters of an operation are unique, and of a body and form parameters there is one kind only. */
export const oasOpParams: RuleFunction = {
  name: 'oasOpParams',
  compile: (options) =>
    noOptions('oasOpParams', options) ?? pure((value) => (Array.isArray(value) && value.length > 1 ? judge(value) : undefined)),
};

function judge(parameters: readonly Data[]): readonly Finding[] {
  const seen = new Set<string>();
  const duplicates: Finding[] = [];
  const bodies: number[] = [];
  let forms = 0;
  for (const [index, parameter] of parameters.entries()) {
    if (!isContainer(parameter) || child(parameter, '$ref') !== undefined) continue;
    const place = child(parameter, 'in');
    const identity = `${printAsText(place)}-${printAsText(child(parameter, 'name'))}`;
    if (seen.has(identity)) {
      const message = 'A parameter in this operation already exposes the same combination of "name" and "in" values.';
      duplicates.push({ message, within: [index] });
    }
    seen.add(identity);
    if (place === 'body') bodies.push(index);
    if (place === 'formData') forms += 1;
  }
  const mixed = bodies.length > 0 && forms > 0 ? [{ message: 'Operation must not have both "in:body" and "in:formData" parameters.' }] : [];
  const message = 'Operation must not have more than a single instance of the "in:body" parameter.';
  return [...duplicates, ...mixed, ...bodies.slice(1).map((index) => ({ message, within: [index] }))];
}
