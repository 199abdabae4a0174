import { toPointer } from '@airside/domain';

import type { Check } from '../schema/compiler.ts';
import type { Violation } from '../violation.ts';
import type { Decode } from './assemble.ts';
import { checkParameter } from './check-parameter.ts';
import { claims, collect, isSpread } from './collect.ts';
import { parseCookies } from './cookies.ts';
import { formDecode, percentDecode } from './decode.ts';
import { type Pair, parsePairs } from './pairs.ts';
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
  readonly parameters: readonly { readonly parameter: Parameter; readonly check: Check | undefined }[];
  readonly unknownQueryParameters: 'reject' | 'ignore';
  /** Names of query parameters that are not declared and yet known: they carry credentials. */
  readonly otherQueryNames: readonly string[];
}

type Rule = HeadRules['parameters'][number];
type Source = readonly Pair[] | { readonly message: string };

const MOST_VIOLATIONS = 100;
const asIs: Decode = (text) => text;

/** What is wrong with the parameters of a request: path, query, header, cookie. Empty where they fit. At most 100 violations. */
export function checkHead(rules: HeadRules, head: RequestHead): readonly Violation[] {
  const of = (location: Parameter['in']): readonly Rule[] => rules.parameters.filter(({ parameter }) => parameter.in === location);
  const text = (rule: Rule, value: string | undefined, decode: Decode): readonly Violation[] =>
    single(rule, value === undefined ? ABSENT : textOf(rule.parameter, value), decode);
  return [
    ...of('path').flatMap((rule) => text(rule, ownValue(head.parameters, rule.parameter.name), percentDecode)),
    ...checkQuery(rules, of('query'), head.query),
    ...of('header').flatMap((rule) => text(rule, head.header(rule.parameter.name)?.trim(), asIs)),
    ...checkCookies(of('cookie'), head.header('cookie')),
  ].slice(0, MOST_VIOLATIONS);
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

function checkQuery(rules: HeadRules, query: readonly Rule[], text: string): readonly Violation[] {
  const pairs = parsePairs(text);
  if ('message' in pairs) return [{ in: 'query', pointer: '', message: pairs.message }];
  const { violations, unclaimed } = checkPairs(query, pairs, formDecode);
  if (rules.unknownQueryParameters === 'ignore') return violations;
  const unknown = new Set(unclaimed.map((pair) => pair.name).filter((name) => !rules.otherQueryNames.includes(name)));
  return [...violations, ...[...unknown].map((name) => undeclared(name))];
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
  const owner = (pair: Pair): Rule | undefined => rules.find(({ parameter }) => claims(parameter, pair.name));
  const catchAll = rules.find(({ parameter }) => parameter.in === 'query' && isSpread(parameter) && parameter.shape.open);
  const owned = Map.groupBy(pairs, (pair) => owner(pair) ?? catchAll);
  const violations = rules.flatMap((rule) => single(rule, collect(rule.parameter, owned.get(rule) ?? []), decode));
  return { violations, unclaimed: owned.get(undefined) ?? [] };
}
