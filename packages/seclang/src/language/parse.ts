import { parseActions } from './actions.ts';
import { logicalLines } from './lines.ts';
import { parseOperator } from './operator.ts';
import { type Position, type Problem, reason } from './problem.ts';
import type { StatementNode } from './syntax.ts';
import { parseVariables } from './variables.ts';
import { words } from './words.ts';

/** What a rule file says, in its order, and what of it could not be read. */
export interface Parsed {
  readonly statements: readonly StatementNode[];
  readonly problems: readonly Problem[];
}

/** Reads SecLang text (latin1). Never throws: a statement that cannot be read becomes a problem, and reading goes on with the next. */
export function parse(source: string, file: string): Parsed {
  const statements: StatementNode[] = [];
  const problems: Problem[] = [];
  for (const { text, line } of logicalLines(source)) {
    const position = { file, line };
    try {
      statements.push(statement(text, position));
    } catch (error) {
      problems.push({ ...position, message: reason(error) });
    }
  }
  return { statements, problems };
}

function statement(text: string, position: Position): StatementNode {
  const [name = '', ...rest] = words(text);
  switch (name.toLowerCase()) {
    case 'secrule': {
      const [variables, operator, actions = ''] = rest;
      if (variables === undefined || operator === undefined || rest.length > 3) {
        throw new Error(`SecRule takes variables, an operator and actions, each in quotes if it holds spaces; found ${rest.length} parts`);
      }
      return {
        kind: 'rule',
        ...position,
        variables: parseVariables(variables),
        operator: parseOperator(operator),
        actions: parseActions(actions),
      };
    }
    case 'secaction': {
      const [actions] = rest;
      if (actions === undefined || rest.length > 1) throw new Error('SecAction takes one list of actions, in quotes if it holds spaces');
      return { kind: 'rule', ...position, variables: [], operator: undefined, actions: parseActions(actions) };
    }
    default:
      return { kind: 'directive', ...position, name, arguments: rest };
  }
}
