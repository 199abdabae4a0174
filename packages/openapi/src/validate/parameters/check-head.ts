import { toPointer } from '@airside/domain/text';

import type { Check } from '../schema/compiler.ts';
import type { Violation } from '../violation.ts';
import type { Decode } from './assemble.ts';
import { checkParameter } from './check-parameter.ts';
import { claims, collect, isSpread } from './collect.ts';
import { parseCookies } from './cookies.ts';
import { formDecode, percentDecode } from './decode.ts';
import { type Pair, parsePairs, withoutPairs } from './pairs.ts';
import type { Parameter } from './parameter.ts';
import { ABSENT, type Raw } from './raw.ts';
import { splitText } from './split.ts';

/** The parts of a request that are there before its body. */
export interface RequestHead {
  /** Raw text of the path by parameter, still percent-encoded, as the matcher returns it. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Raw, without the question mark. */
  readonly query: string;
  /** The value of a header, several of the same name joined as RFC 9110 section 5.3 says; the name is lower case. */
  header(name: string): string | undefined;
}

export interface HeadRules {
  readonly parameters: Readonly<Record<Parameter['in'], readonly Rule[]>>;
  readonly unknownQueryParameters: 'reject' | 'strip' | 'report' | 'ignore';
  /** Names of query parameters that are not declared and yet known: they carry credentials. */
  readonly otherQueryNames: readonly string[];
}

/** Whether the parameters of a request fit. */
export interface HeadVerdict {
  /** What is wrong. Empty where they fit. At most 100. */
  readonly violations: readonly Violation[];
  /** Query parameters that are not declared and were let pass or taken out, as the options say. */
  readonly tolerated: readonly Violation[];
  /** The query without the parameters that were taken out: what is to be sent on. Undefined where none were. */
  readonly query: string | undefined;
}

/** A parameter with the check of its schema. */
export interface Rule {
  readonly parameter: Parameter;
  readonly check: Check | undefined;
}

type Source = readonly Pair[] | { readonly message: string };

const MOST_VIOLATIONS = 100;
const asIs: Decode = (text) => text;

/** Judges the parameters of a request: path, query, header, cookie. */
export function checkHead(rules: HeadRules, head: RequestHead): HeadVerdict {
  const { parameters } = rules;
  const text = (rule: Rule, value: string | undefined, decode: Decode): readonly Violation[] =>
    single(rule, value === undefined ? ABSENT : textOf(rule.parameter, value), decode);
  const query = checkQuery(rules, parameters.query, head.query);
  const violations = [
    ...parameters.path.flatMap((rule) => text(rule, ownValue(head.parameters, rule.parameter.name), percentDecode)),
    ...query.violations,
    ...parameters.header.flatMap((rule) => text(rule, head.header(rule.parameter.name)?.trim(), asIs)),
    ...checkCookies(parameters.cookie, head.header('cookie')),
  ];
  return { violations: violations.slice(0, MOST_VIOLATIONS), tolerated: query.tolerated.slice(0, MOST_VIOLATIONS), query: query.query };
}

function textOf(parameter: Parameter, value: string): Raw {
  return parameter.isJson ? { kind: 'text', text: value } : splitText(parameter, value);
}

function single({ parameter, check }: Rule, raw: Raw, decode: Decode): readonly Violation[] {
  const violation = checkParameter(parameter, raw, decode, check);
  return violation ? [violation] : [];
}

function ownValue(parameters: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(parameters, name) ? parameters[name] : undefined;
}

function checkQuery(rules: HeadRules, query: readonly Rule[], text: string): HeadVerdict {
  const pairs = parsePairs(text);
  if ('message' in pairs) return { violations: [{ in: 'query', pointer: '', message: pairs.message }], tolerated: [], query: undefined };
  const { violations, unclaimed } = checkPairs(query, pairs, formDecode);
  const choice = rules.unknownQueryParameters;
  if (unclaimed.length === 0) return { violations, tolerated: [], query: undefined };
  const names = new Set(unclaimed.map((pair) => pair.name).filter((name) => !rules.otherQueryNames.includes(name)));
  if (names.size === 0 || choice === 'ignore') return { violations, tolerated: [], query: undefined };
  const unknown = [...names].map((name) => undeclared(name));
  if (choice === 'reject') return { violations: [...violations, ...unknown], tolerated: [], query: undefined };
  return { violations, tolerated: unknown, query: choice === 'strip' ? withoutPairs(text, names) : undefined };
}

const LONGEST_NAME = 100;

function undeclared(name: string): Violation {
  return { in: 'query', pointer: toPointer([name.slice(0, LONGEST_NAME)]), message: 'is not declared here' };
}

function checkCookies(cookies: readonly Rule[], header: string | undefined): readonly Violation[] {
  if (cookies.length === 0) return [];
  const pairs: Source = header === undefined ? [] : parseCookies(header);
  if ('message' in pairs) return [{ in: 'cookie', pointer: '', message: pairs.message }];
  return checkPairs(cookies, pairs, percentDecode).violations;
}

/** Gives each parameter the pairs that it claims, and what none claims to an object that is open for more. */
function checkPairs(
  rules: readonly Rule[],
  pairs: readonly Pair[],
  decode: Decode,
): { readonly violations: readonly Violation[]; readonly unclaimed: readonly Pair[] } {
  const catchAll = rules.findIndex(({ parameter }) => parameter.in === 'query' && isSpread(parameter) && parameter.shape.open);
  const owned: Pair[][] = [];
  const unclaimed: Pair[] = [];
  for (const pair of pairs) {
    const claimed = ownerOf(rules, pair.name);
    const owner = claimed < 0 ? catchAll : claimed;
    if (owner < 0) unclaimed.push(pair);
    else {
      const own = owned[owner];
      if (own === undefined) owned[owner] = [pair];
      else own.push(pair);
    }
  }
  const violations: Violation[] = [];
  for (let index = 0; index < rules.length; index++) {
    const { parameter, check } = rules[index] as Rule;
    const violation = checkParameter(parameter, collect(parameter, owned[index] ?? NO_PAIRS), decode, check);
    if (violation !== undefined) violations.push(violation);
  }
  return { violations, unclaimed };
}

/** The first that claims a pair of that name; -1 where none does. */
function ownerOf(rules: readonly Rule[], name: string): number {
  for (let index = 0; index < rules.length; index++) if (claims((rules[index] as Rule).parameter, name)) return index;
  return -1;
}

const NO_PAIRS: readonly Pair[] = [];
