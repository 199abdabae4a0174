import type { Operation } from '../compile/program.ts';
import type { Evaluate, Matched } from '../operators/operator.ts';
import type { LiteralScanner } from '../variables/screen.ts';
import type { Value } from '../variables/value.ts';

/**
 * What an operator says of a value, its negation left out of account; undefined where it does not accept it. For a value that is remembered it is
 * asked once.
 */
export function judgeValue(operation: Operation, evaluate: Evaluate, value: Value, scan: LiteralScanner): Matched | undefined {
  const { outcomes } = value;
  if (outcomes === undefined || operation.constant === undefined) return judge(operation, evaluate, value, scan);
  const known = outcomes.of(operation.index);
  if (known !== undefined) return known ?? undefined;
  const matched = judge(operation, evaluate, value, scan);
  outcomes.note(operation.index, matched);
  return matched;
}

function judge({ screen }: Operation, evaluate: Evaluate, value: Value, scan: LiteralScanner): Matched | undefined {
  return screen !== undefined && !value.passes(screen, scan) ? undefined : evaluate(value.text);
}
