import { type DataObject, isPlainObject } from '../document/data.ts';
import type { Check } from './keyword.ts';
import { pointer } from './run.ts';

/**
 * The keyword `errorMessage` (of ajv-errors): a text instead of everything that is wrong with the value, or texts instead of what is wrong
 * by some keywords of this schema.
 */
export function errorMessages(schema: DataObject, check: Check): Check {
  const argument = schema['errorMessage'];
  if (argument === undefined) return check;
  return (value, run, path, seen) => {
    const before = run.errors.length;
    const fits = check(value, run, path, seen);
    if (fits || run.errors.length === before) return fits;
    const place = pointer(path);
    if (typeof argument === 'string') {
      run.forget(before);
      return run.fail(path, 'errorMessage', argument);
    }
    if (!isPlainObject(argument)) return fits;
    run.errors = run.errors.map((error, index) => {
      const text = index >= before && error.instancePath === place ? argument[error.keyword] : undefined;
      return typeof text === 'string' ? { ...error, keyword: 'errorMessage', message: text } : error;
    });
    return fits;
  };
}
