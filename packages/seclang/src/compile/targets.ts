import type { Selector, VariableNode } from '../language/syntax.ts';
import { type Entry, lowerKey, ruleKey } from '../variables/entry.ts';
import { variables } from '../variables/index.ts';
import type { State } from '../variables/state.ts';
import { unknownVariable } from '../variables/unsupported.ts';
import type { Variable } from '../variables/variable.ts';
import { xmlVariable } from '../variables/xml.ts';
import type { KeyTest } from './key-pattern.ts';

/** One variable of a rule, with what it selects of a transaction. Rules that select the same share it. */
export interface Target {
  readonly index: number;
  /** The same with values that are known to be plain, which this one leaves out; undefined where it leaves none out. */
  readonly whole: Target | undefined;
  /** Name of the variable, in upper case. */
  readonly variable: string;
  readonly count: boolean;
  /** Selects the same all through a phase. */
  readonly stable: boolean;
  /** The phase from whose beginning on it selects the same for good. */
  readonly settledFrom: number;
  /** What this one selects a part of, and which. Undefined where it is not chosen in that way. */
  readonly partOf: { readonly target: Target; readonly keeps: KeyTest } | undefined;
  select(state: State): readonly Entry[];
}

/** Makes targets out of lists of variables, each distinct one once. */
export class TargetFactory {
  readonly #known = new Map<string, Target>();
  readonly #compilePattern: (pattern: string) => KeyTest;

  constructor(compilePattern: (pattern: string) => KeyTest) {
    this.#compilePattern = compilePattern;
  }

  /** How many there are. */
  get size(): number {
    return this.#known.size;
  }

  /** `forInjection`: without the values that are known to be plain. Throws an Error that names what is unknown. */
  targets(nodes: readonly VariableNode[], forInjection = false): Target[] {
    const exclusions = nodes.filter((node) => node.mode === 'exclude');
    for (const node of exclusions) this.#variable(node);
    const found: Target[] = [];
    for (const node of nodes) {
      if (node.mode === 'exclude') continue;
      const excluded = exclusions.filter(({ name }) => name === node.name).map(({ selector }) => selector);
      if (excluded.some(({ kind }) => kind === 'all')) continue;
      if (excluded.some((selector) => JSON.stringify(selector) === JSON.stringify(node.selector))) continue;
      const target = this.#target(node, excluded, forInjection);
      if (!found.includes(target)) found.push(target);
    }
    return found;
  }

  #target(node: VariableNode, excluded: readonly Selector[], forInjection: boolean): Target {
    const skipsPlain = forInjection && node.mode !== 'count' && variables.has(node.name);
    const identity = JSON.stringify([node, excluded, skipsPlain]);
    const known = this.#known.get(identity);
    if (known !== undefined) return known;
    const variable = this.#variable(node);
    const count = node.mode === 'count';
    const whole = skipsPlain ? this.#target(node, excluded, false) : undefined;
    const all = this.#select(variable, node.selector);
    const keeps = this.#keeps(excluded);
    const chosen = keeps === undefined ? all : (state: State) => all(state).filter(({ key }) => keeps(key));
    const partOf = keeps === undefined || count || skipsPlain ? undefined : { target: this.#target(node, [], false), keeps };
    const select = skipsPlain ? withoutPlain(node.name, chosen) : chosen;
    const target: Target = {
      index: this.#known.size,
      whole,
      variable: node.name,
      count,
      stable: variable.stable,
      settledFrom: variable.settledFrom ?? Number.POSITIVE_INFINITY,
      partOf,
      select: count ? (state) => [{ key: '', value: String(select(state).length) }] : select,
    };
    this.#known.set(identity, target);
    return target;
  }

  #variable({ name, selector }: VariableNode): Variable {
    if (name === 'XML') {
      const { path, namespaces = [] } = selector.kind === 'path' ? selector : { path: '/*' };
      return xmlVariable(path, new Map(namespaces));
    }
    const variable = variables.get(name);
    if (variable === undefined) throw new Error(unknownVariable(name, variables.keys()));
    if (!variable.collection && selector.kind !== 'all') throw new Error(`the variable ${name} has one value; it takes no selector`);
    return variable;
  }

  #select(variable: Variable, selector: Selector): (state: State) => readonly Entry[] {
    if (selector.kind === 'name') {
      const wanted = ruleKey(selector.name);
      const { find } = variable;
      if (find !== undefined) return (state) => find(state, wanted);
      return (state) => variable.read(state).filter(({ key }) => key.length === wanted.length && lowerKey(key) === wanted);
    }
    if (selector.kind === 'pattern') {
      const test = this.#compilePattern(selector.pattern);
      return (state) => variable.read(state).filter(({ key }) => test(key));
    }
    return (state) => variable.read(state);
  }

  /** Which names are not excluded; undefined where that is all of them. */
  #keeps(excluded: readonly Selector[]): KeyTest | undefined {
    const tests: KeyTest[] = [];
    for (const selector of excluded) {
      if (selector.kind === 'pattern') tests.push(this.#compilePattern(selector.pattern));
      if (selector.kind !== 'name') continue;
      const wanted = lowerKey(selector.name);
      tests.push((key) => key.length === wanted.length && lowerKey(key) === wanted);
    }
    return tests.length === 0 ? undefined : (key) => !tests.some((test) => test(key));
  }
}

function withoutPlain(name: string, select: (state: State) => readonly Entry[]): (state: State) => readonly Entry[] {
  return (state) => {
    const entries = select(state);
    const isPlain = entries.length === 0 ? undefined : state.plain?.get(name);
    return isPlain === undefined ? entries : entries.filter(({ key, value }) => !isPlain(key, value));
  };
}
