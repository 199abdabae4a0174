import { inspectRequest } from '@airside/gateway';

import { CommandError } from '../exit.ts';
import { note } from '../terminal.ts';
import { readLines } from '../waf/lines.ts';
import { openRules, type RuleOptions } from '../waf/open-rules.ts';
import { parseRequestLine, type RequestToInspect } from '../waf/request-line.ts';
import { Tally } from '../waf/tally.ts';

/** Prints what rules say of each request; with labels among them, at the end, how well they tell attacks from honest requests. */
export async function inspect(files: readonly string[], options: RuleOptions): Promise<void> {
  const engine = openRules(options);
  const tally = new Tally();
  for await (const { place, text } of readLines(files)) {
    const { id, label, head, body } = parsed(place, text);
    const judgement = inspectRequest(engine, head, body);
    const rules = judgement.rules.map((rule) => rule.id);
    process.stdout.write(`${JSON.stringify({ id, blocked: judgement.blocked, score: judgement.score, rules })}\n`);
    if (label !== undefined) tally.add(label, judgement.blocked, rules);
  }
  const summary = tally.summary();
  if (summary !== undefined) note(summary);
}

function parsed(place: string, text: string): RequestToInspect {
  try {
    return parseRequestLine(text);
  } catch (error) {
    throw new CommandError(`${place}: ${(error as Error).message}`);
  }
}
