import { dirname, resolve } from 'node:path';

import type { Draft, EffectContext } from '../actions/action.ts';
import { reason } from '../language/problem.ts';
import type { RuleFiles } from '../language/source.ts';
import type { OperatorContext } from '../operators/operator.ts';
import type { ChainFactory } from './chains.ts';
import { earlyTest } from './early-test.ts';
import type { OperationFactory } from './operations.ts';
import type { Link, Rule } from './program.ts';
import type { LinkTree, RuleTree } from './rule-tree.ts';
import type { ScopeFactory } from './scopes.ts';
import type { TargetFactory } from './targets.ts';

/** What rules of a set share while they are compiled. */
export interface Factories {
  readonly chains: ChainFactory;
  readonly operations: OperationFactory;
  readonly targets: TargetFactory;
  /** Undefined to look at every value for every rule. */
  readonly scopes: ScopeFactory | undefined;
  readonly effects: EffectContext;
  readonly multiline: boolean;
  readonly files: RuleFiles;
}

/** A rule without its place in the order of its phase. Throws an Error that says what is wrong. */
export function compileRule(tree: RuleTree, index: number, factories: Factories): Omit<Rule, 'next'> {
  const drafts = tree.links.map((link) => link.draft);
  const all = [...(tree.defaults === undefined ? [] : [tree.defaults]), ...drafts];
  const last = <K extends keyof Draft>(key: K): Draft[K] | undefined => all.findLast((draft) => draft[key] !== undefined)?.[key];
  const own = drafts[0]?.disruptive;
  const fallback = tree.defaults?.disruptive ?? { name: 'pass' as const };
  const log = last('log') ?? true;
  const links = tree.links.map((link, place) => compileLink(link, place === 0 ? tree.defaults : undefined, factories));
  const [first] = links;
  if (first === undefined) throw new Error('the rule is empty: expected SecRule or SecAction');
  return {
    index,
    facts: {
      id: tree.id,
      phase: tree.phase,
      file: tree.file,
      line: tree.line,
      msg: last('msgText') ?? '',
      tags: all.flatMap((draft) => draft.tagTexts),
      severity: last('severity'),
      rev: last('rev') ?? '',
      ver: last('ver') ?? '',
      maturity: last('maturity'),
      accuracy: last('accuracy'),
    },
    links,
    first,
    disruptive: own === undefined || own.name === 'block' ? fallback : own,
    status: last('status'),
    log,
    auditLog: last('auditLog') ?? log,
    msg: last('msg'),
    logData: last('logData'),
    tags: all.flatMap((draft) => draft.tags),
  };
}

function compileLink(link: LinkTree, defaults: Draft | undefined, factories: Factories): Link {
  const { draft } = link;
  try {
    const inherited = draft.clearsTransformations === true ? [] : (defaults?.transformations ?? []);
    const transformations = factories.chains.chain([...inherited, ...draft.transformations]);
    const operation =
      link.operator === undefined ? undefined : factories.operations.operation(link.operator, context(link, factories), dirname(link.file));
    const targets = factories.targets.targets(link.variables);
    const multiMatch = draft.multiMatch === true;
    const early = operation !== undefined && factories.scopes !== undefined && transformations.steps.length === 0;
    return {
      targets,
      scope: operation === undefined ? undefined : factories.scopes?.scope(targets, transformations, multiMatch),
      earlyTest: early ? earlyTest(link.variables, operation) : undefined,
      operation,
      transformations,
      seesRawValues: transformations.steps.length === 0 && operation?.screen === undefined,
      multiMatch,
      capture: draft.capture === true,
      effects: [...(defaults?.effects ?? []), ...draft.effects].map((bind) => bind(factories.effects)),
    };
  } catch (error) {
    throw new Error(`${reason(error)} (in the rule that begins on line ${link.line})`, { cause: error });
  }
}

function context(link: LinkTree, { multiline, files }: Factories): OperatorContext {
  return { multiline, readData: (file) => files.read(resolve(dirname(link.file), file)) };
}
