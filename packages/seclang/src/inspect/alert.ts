import { SEVERITIES } from '../variables/rule-facts.ts';
import type { MatchedRule } from './matched-rule.ts';
import type { Transaction } from './transaction.ts';

/** The lines that ModSecurity would write for a matched rule, one for each variable that matched. */
export function alertLines(transaction: Transaction, matched: MatchedRule): string[] {
  return matched.matches.map(({ name, msg, data }) => {
    const outcome = matched.disruptive ? `Access denied (phase ${matched.phase}).` : 'Warning.';
    const operator =
      matched.operator === '' ? 'Unconditional match in SecAction.' : `Matched "Operator ${quote(matched.operator)}" at ${quote(name)}.`;
    return [
      `ModSecurity: ${outcome} ${operator}`,
      field('file', matched.rule.file),
      field('line', String(matched.rule.line)),
      field('id', String(matched.id)),
      field('rev', matched.rule.rev),
      field('msg', msg),
      field('data', data),
      field('severity', matched.severity === undefined ? '' : (SEVERITIES[matched.severity] ?? '')),
      field('ver', matched.rule.ver),
      field('maturity', String(matched.rule.maturity ?? '')),
      field('accuracy', String(matched.rule.accuracy ?? '')),
      ...matched.tags.map((tag) => field('tag', tag)),
      field('hostname', transaction.state.connection.serverAddress),
      field('uri', transaction.state.request.filename),
      field('unique_id', transaction.id),
    ]
      .filter((part) => part !== '')
      .join(' ');
  });
}

function field(name: string, value: string): string {
  return value === '' ? '' : `[${name} "${quote(value)}"]`;
}

/** Control bytes, quotes and backslashes are escaped, so that no client can forge a line of the log. */
function quote(text: string): string {
  let quoted = '';
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (character === '"' || character === '\\') quoted += `\\${character}`;
    else if (code < 0x20 || code === 0x7f) quoted += `\\x${code.toString(16).padStart(2, '0')}`;
    else quoted += character;
  }
  return quoted;
}
