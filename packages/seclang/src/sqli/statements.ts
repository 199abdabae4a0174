import type { TokenStream } from './stream.ts';
import { TOKEN, type Token } from './token.ts';

/**
 * What must follow a verb for it to begin a statement rather than to be a word of a sentence. Words stand for themselves, alternatives are
 * parted by `|`, and capital letters stand for kinds of tokens (see `KINDS`). A `!` in front marks statements that are an attack even if
 * nothing comes before them.
 */
const STATEMENTS: Readonly<Record<string, readonly string[]>> = {
  alter: ['OBJECT NAME add|drop|modify|alter|set|change|rename|with|disable|enable|owner|identified'],
  attach: ['database STRING'],
  backup: ['database|log NAME to'],
  begin: [
    '!if OPEN NUMBER|STRING',
    'if OPEN',
    'NAME OPEN ARGUMENT',
    'NAME OPEN NAME OPEN|COMMA',
    'select|declare|execute|exec|insert|update|delete|waitfor',
    'STOP',
  ],
  bulk: ['insert NAME'],
  call: ['NAME OPEN ARGUMENT', 'NAME OPEN NAME OPEN|COMMA'],
  copy: ['NAME from|to STRING|program', 'NAME OPEN', 'OPEN select'],
  create: [
    'OBJECT NAME OPEN|STOP|as|select|returns|for|from|on|before|after',
    'or replace OBJECT',
    'OBJECT if not exists',
    'unique index',
    'extension NAME STOP',
  ],
  dbcc: ['NAME OPEN|STOP'],
  declare: ['!VARIABLE NAME|as|table|cursor', 'NAME NAME|cursor'],
  delete: ['!from NAME where NAME COMPARISON', 'from NAME where', 'from NAME STOP'],
  do: ['NAME OPEN ARGUMENT', 'NAME OPEN NAME OPEN|COMMA'],
  drop: ['OBJECT NAME STOP|cascade|restrict', 'OBJECT if exists', 'OBJECT NAME COMMA NAME STOP'],
  exec: ['!EXTENDED', 'VARIABLE|STRING', 'OPEN STRING|VARIABLE', 'NAME STRING|VARIABLE|STOP', 'immediate'],
  execute: ['!EXTENDED', 'VARIABLE|STRING', 'OPEN STRING|VARIABLE', 'NAME STRING|VARIABLE', 'immediate'],
  grant: ['all|select|insert|update|delete|execute|connect|dba'],
  handler: ['NAME open|read'],
  insert: ['!into NAME values OPEN', '!into NAME OPEN NAME CLOSE|COMMA', 'into NAME select|values|OPEN|default|set'],
  kill: ['NUMBER STOP', 'query|connection NUMBER'],
  load: ['data|xml infile|local', 'extension'],
  merge: ['into NAME using|as'],
  pragma: ['NAME STOP|OPEN|COMPARISON'],
  prepare: ['NAME from|as'],
  reconfigure: ['STOP'],
  rename: ['table NAME to'],
  replace: ['into NAME'],
  restore: ['database NAME'],
  revoke: ['all|select|insert|update|delete|execute'],
  set: ['VARIABLE COMPARISON', 'global|session|password', 'NAME COMPARISON NUMBER|STRING STOP'],
  show: ['tables|databases|schemas|columns|grants|variables|processlist|status STOP|from|like|where'],
  shutdown: ['STOP', 'with nowait', 'immediate|abort'],
  truncate: ['table NAME STOP', 'NAME STOP'],
  update: ['!NAME set NAME COMPARISON'],
  waitfor: ['!delay|time STRING|VARIABLE'],
};

const KINDS: Readonly<Record<string, readonly Token[]>> = {
  NAME: [TOKEN.name, TOKEN.function],
  STRING: [TOKEN.string],
  NUMBER: [TOKEN.number],
  VARIABLE: [TOKEN.variable],
  ARGUMENT: [TOKEN.number, TOKEN.string, TOKEN.variable, TOKEN.select],
  OPEN: [TOKEN.open],
  CLOSE: [TOKEN.close],
  COMMA: [TOKEN.comma],
  COMPARISON: [TOKEN.comparison],
  STOP: [TOKEN.end, TOKEN.semicolon, TOKEN.close, TOKEN.statement],
};

const OBJECTS = `table database schema view index function procedure user trigger login role column sequence type constraint tablespace
  event server assembly certificate package synonym temporary temp proc alias materialized`.split(/\s+/u);

type Matcher = (kind: Token, word: string) => boolean;
interface Statement {
  readonly alone: boolean;
  readonly following: readonly Matcher[];
}

const COMPILED: ReadonlyMap<string, readonly Statement[]> = new Map(
  Object.entries(STATEMENTS).map(([verb, texts]) => [verb, texts.map((text) => compile(text))]),
);

/** Verbs of which SQL Server needs no semicolon before them, and that no program text has after a string. */
const UNSEPARATED: ReadonlySet<string> = new Set(['drop', 'create', 'alter', 'insert', 'update', 'delete', 'truncate']);

/** Where a verb stands: at the beginning of all, after `;`, or after an operand, where only SQL Server lets a statement begin. */
export type Position = 'alone' | 'after semicolon' | 'without semicolon';

/** Whether the token at `index` begins a statement that is an attack in this position. */
export function beginsStatement(tokens: TokenStream, index: number, position: Position): boolean {
  if (tokens.kind(index) !== TOKEN.statement) return false;
  for (const statement of COMPILED.get(tokens.word(index)) ?? []) {
    if (!statement.alone && (position === 'alone' || (position === 'without semicolon' && !UNSEPARATED.has(tokens.word(index))))) continue;
    if (statement.following.every((matches, offset) => matches(tokens.kind(index + 1 + offset), tokens.word(index + 1 + offset))))
      return true;
  }
  return false;
}

function compile(text: string): Statement {
  const alone = text.startsWith('!');
  return { alone, following: (alone ? text.slice(1) : text).split(' ').map((alternatives) => matcher(alternatives.split('|'))) };
}

function matcher(alternatives: readonly string[]): Matcher {
  const kinds = new Set(alternatives.flatMap((name) => KINDS[name] ?? []));
  const words = new Set(alternatives.flatMap((name) => (name === 'OBJECT' ? OBJECTS : [name])));
  const extended = alternatives.includes('EXTENDED');
  return (kind, word) => kinds.has(kind) || words.has(word) || (extended && isExtendedProcedure(word));
}

/** Procedures of SQL Server that leave the database: `xp_cmdshell`, `master..xp_dirtree`, `sp_oacreate` … */
function isExtendedProcedure(word: string): boolean {
  const name = word.slice(word.lastIndexOf('.') + 1);
  return name.startsWith('xp_') || name.startsWith('sp_');
}
