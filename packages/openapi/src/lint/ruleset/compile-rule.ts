import { type Data, type DataObject, isPlainObject, setMember } from '../document/data.ts';
import { FORMAT_NAMES, type Format, formatNamed } from '../formats.ts';
import { CORE_FUNCTIONS } from '../functions/index.ts';
import { JsonPathError } from '../path/json-path.ts';
import { parseJsonPath } from '../path/parse.ts';
import { AliasError, expandAliases } from './aliases.ts';
import type { RuleDraft } from './merge.ts';
import type { ProblemLog } from './problem-log.ts';
import type { Given, Rule, Then } from './ruleset.ts';

const KNOWN_FIELDS = new Set([
  'description',
  'message',
  'severity',
  'given',
  'then',
  'formats',
  'recommended',
  'resolved',
  'documentationUrl',
]);

/** Compiles a rule, or notes why it cannot be. */
export function compileRule(draft: RuleDraft, log: ProblemLog): Rule | undefined {
  const compiler = new RuleCompiler(draft, log);
  return compiler.rule();
}

class RuleCompiler {
  readonly #draft: RuleDraft;
  readonly #log: ProblemLog;
  #failed = false;

  constructor(draft: RuleDraft, log: ProblemLog) {
    this.#draft = draft;
    this.#log = log;
  }

  rule(): Rule | undefined {
    const { name, fields, severity, enabled, documentationUrl, owner } = this.#draft;
    const given = this.#given();
    const then = this.#then();
    const formats = this.#formats();
    if (this.#failed) return undefined;
    const text = (field: string): string | undefined => {
      const value = fields.get(field);
      return typeof value === 'string' ? value : undefined;
    };
    const extensions: DataObject = {};
    for (const [field, value] of fields) if (!KNOWN_FIELDS.has(field)) setMember(extensions, field, value);
    return {
      name,
      description: text('description'),
      message: text('message'),
      severity,
      given,
      then,
      formats,
      recommended: fields.get('recommended') !== false,
      enabled,
      resolved: fields.get('resolved') !== false,
      documentationUrl,
      extensions,
      origin: owner.location,
    };
  }

  #given(): readonly Given[] {
    const { fields, givenFrom } = this.#draft;
    const given = fields.get('given');
    const expressions = Array.isArray(given) ? given : [given];
    return expressions.flatMap((expression): readonly Given[] => {
      if (typeof expression !== 'string')
        return this.#fail(['given'], '`given` holds something that is no path', 'a path, or a list of paths');
      try {
        const scoped = expandAliases(expression, givenFrom.aliases);
        return scoped.map(({ path, formats }) => ({ path: parseJsonPath(path), formats }));
      } catch (error) {
        if (error instanceof JsonPathError) {
          return this.#fail(
            ['given'],
            `the path ${expression} is not understood: ${error.message} at character ${error.offset + 1}`,
            'a JSONPath',
          );
        }
        if (error instanceof AliasError) return this.#fail(['given'], error.message, 'an alias of `aliases`');
        throw error;
      }
    });
  }

  #then(): readonly Then[] {
    const then = this.#draft.fields.get('then');
    const list = Array.isArray(then) ? then : [then];
    return list.flatMap((item, index) => this.#oneThen(item, Array.isArray(then) ? ['then', `${index}`] : ['then']));
  }

  #oneThen(item: Data | undefined, path: readonly string[]): readonly Then[] {
    if (!isPlainObject(item)) return this.#fail(path, '`then` is no mapping', 'a mapping with `function`');
    const { field } = item;
    const functionName = item['function'];
    if (typeof functionName !== 'string') return this.#fail(path, '`then` names no function', 'the name of a function');
    if (field !== undefined && typeof field !== 'string') return this.#fail([...path, 'field'], '`field` is no text', 'a name or path');
    const known = this.#draft.thenFrom.functions.get(functionName) ?? CORE_FUNCTIONS.get(functionName);
    if (!known) {
      const names = [...this.#draft.thenFrom.functions.keys(), ...CORE_FUNCTIONS.keys()];
      return this.#fail([...path, 'function'], `the function "${functionName}" is not known`, `one of ${names.join(', ')}`);
    }
    const check = known.compile(item['functionOptions']);
    if ('problem' in check) return this.#fail([...path, 'functionOptions'], check.problem, `options of "${functionName}"`);
    return [{ field, functionName, check }];
  }

  #formats(): readonly Format[] | undefined {
    const own = this.#draft.fields.get('formats');
    const formats = own ?? this.#draft.owner.data['formats'];
    if (formats === undefined) return undefined;
    if (!Array.isArray(formats)) return this.#fail(['formats'], '`formats` is no list', 'a list of formats') && undefined;
    return formats.flatMap((name) => {
      const format = typeof name === 'string' ? formatNamed(name) : undefined;
      return format ?? this.#fail(['formats'], `the format ${JSON.stringify(name)} is not known`, `one of ${FORMAT_NAMES.join(', ')}`);
    });
  }

  #fail(path: readonly string[], message: string, expected: string): readonly never[] {
    this.#failed = true;
    const { definition, path: place } = this.#draft.place;
    this.#log.add({
      severity: 'error',
      file: definition.location,
      source: definition.source,
      path: [...place, ...path],
      message: `rule "${this.#draft.name}": ${message}`,
      expected,
    });
    return [];
  }
}
