import type { OperatorNode } from './syntax.ts';

/** Reads `@name argument` with an optional `!` before it. Text without `@` is the argument of `@rx`. Throws an Error for a missing name. */
export function parseOperator(text: string): OperatorNode {
  const written = text.trimStart();
  const negated = written.startsWith('!');
  const rest = negated ? written.slice(1).trimStart() : written;
  if (!rest.startsWith('@')) return { negated, name: 'rx', argument: negated ? rest : text };
  const name = /^@[A-Za-z0-9_]+/.exec(rest)?.[0].slice(1);
  if (name === undefined) throw new Error(`expected the name of an operator after @ but found "${rest.slice(1, 20)}"`);
  const argument = rest.slice(name.length + 1);
  return { negated, name, argument: argument.replace(/^[ \t]+/, '').trimEnd() };
}
