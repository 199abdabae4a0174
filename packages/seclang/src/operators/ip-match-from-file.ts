import { AddressSet } from './address-set.ts';
import { dataLines } from './data-lines.ts';
import { MATCHED, type Operator, type OperatorContext } from './operator.ts';

/** `@ipMatchFromFile file`: like `@ipMatch`, with one address or network on each line of a file. */
export const ipMatchFromFile: Operator = { name: 'ipMatchFromFile', compile };

/** `@ipMatchF file`: short for `@ipMatchFromFile`. */
export const ipMatchF: Operator = { name: 'ipMatchF', compile };

function compile(file: string, context: OperatorContext): ReturnType<Operator['compile']> {
  const networks = new AddressSet(dataLines(context.readData(file)).map((line) => line.trim()));
  return (value) => (networks.has(value) ? MATCHED : undefined);
}
