import { actions } from '../../src/actions/index.ts';
import { acceptedDirectives } from '../../src/compile/accepted-directives.ts';
import { refusedDirectives } from '../../src/compile/refused-directives.ts';
import { operators } from '../../src/operators/index.ts';
import { neverMatching } from '../../src/operators/without-data.ts';
import { unsupportedVariables } from '../../src/variables/unsupported.ts';
import { ACTIONS } from './actions.ts';
import { DIRECTIVES } from './directives.ts';
import { OPERATORS } from './operators.ts';
import type { ReferenceName } from './reference-name.ts';
import { TRANSFORMATIONS } from './transformations.ts';
import { VARIABLES } from './variables.ts';

/** The section of the README on the language, from the code: what works, and the rest by its reason. */
export function languageTables(): string {
  const refusedReasons = Object.entries(refusedDirectives).map(
    ([name, { reason, unless }]): Row => [unless === undefined ? name : `${name} (other than ${unless})`, reason],
  );
  return [
    section('Directives', DIRECTIVES),
    table('Read without effect', Object.entries(acceptedDirectives)),
    table('Refused', refusedReasons),
    section('Variables', VARIABLES),
    table('Refused', [...unsupportedVariables]),
    section('Operators', OPERATORS),
    table('Never matches, with a warning', [...neverMatching]),
    table(
      'Refused',
      named(OPERATORS, 'refused').map((name) => [name, reasonOf(() => operators.get(name.toLowerCase())?.compile('', CONTEXT))]),
    ),
    section('Transformations', TRANSFORMATIONS),
    section('Actions', ACTIONS),
    table(
      'Refused',
      named(ACTIONS, 'refused').map((name) => [
        name,
        reasonOf(() => actions.get(name)?.apply({ tags: [], tagTexts: [], transformations: [], effects: [] }, '')),
      ]),
    ),
  ].join('\n\n');
}

type Row = readonly [name: string, reason: string];

const CONTEXT = { multiline: false, readData: () => '' };

function section(title: string, part: readonly ReferenceName[]): string {
  return `**${title}.** ${named(part, 'works').map(code).join(', ')}`;
}

function table(title: string, rows: readonly Row[]): string {
  const byReason = Map.groupBy(rows, ([, reason]) => reason);
  const lines = [...byReason].map(([reason, group]) => `| ${group.map(([name]) => code(name)).join(', ')} | ${reason} |`);
  return [`| ${title} | because |`, '|---|---|', ...lines].join('\n');
}

function named(part: readonly ReferenceName[], outcome: ReferenceName[1]): string[] {
  return part.filter(([, expected]) => expected === outcome).map(([name]) => name);
}

function code(name: string): string {
  return name.includes(' (') ? `\`${name.replace(' (', '` (')}` : `\`${name}\``;
}

/** The reason within the error of what is refused. */
function reasonOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    const [, reason = ''] =
      /(?:is refused|is not supported): (.*?)(?:; remove the rule)?$/.exec(error instanceof Error ? error.message : '') ?? [];
    return reason;
  }
  return '';
}
