import { compileExpression } from '../regular-expression.ts';
import { EXPRESSIONS } from './format-expressions.ts';

type Test = (value: string) => boolean;

const DATE = /^(\d\d\d\d)-(\d\d)-(\d\d)$/;
const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i;
const LONGEST_TIME = 60;

function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= (month === 2 && isLeap ? 29 : (DAYS[month] ?? 0));
}

/** Without an offset too, though RFC 3339 wants one: definitions are full of such times, and Spectral lets them pass. */
function isTime(text: string): boolean {
  const match = text.length > LONGEST_TIME ? null : TIME.exec(text);
  if (!match) return false;
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return (hour <= 23 && minute <= 59 && second <= 59) || (hour === 23 && minute === 59 && second === 60);
}

function isDateTime(text: string): boolean {
  const [date, time, ...more] = text.length > 2 * LONGEST_TIME ? [] : text.split(/[tT\s]/);
  return date !== undefined && time !== undefined && more.length === 0 && isDate(date) && isTime(time);
}

function isPattern(text: string): boolean {
  if (/[^\\]\\Z/.test(text)) return false;
  try {
    return new RegExp(text).source !== '';
  } catch {
    return false;
  }
}

const DURATION = /^P(?:(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?|\d+W)$/;

function isDuration(text: string): boolean {
  return text.length < 1000 && DURATION.test(text) && text !== 'P' && !/T(?!\d)/.test(text);
}

const BY_CODE: ReadonlyMap<string, Test> = new Map<string, Test>([
  ['date', isDate],
  ['time', isTime],
  ['date-time', isDateTime],
  ['duration', isDuration],
  ['regex', isPattern],
  ['hostname', (text) => text.length <= 254 && matches('hostname', text)],
  ['uri', (text) => /[/:]/.test(text) && matches('uri', text)],
]);

const NUMBERS: ReadonlyMap<string, (value: number) => boolean> = new Map([
  ['int32', (value: number) => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31],
  ['int64', (value: number) => Number.isInteger(value)],
]);

/** What a format asks of texts, as ajv-formats 2.1 understands it, which Spectral uses; undefined for one that is not known and asks nothing. */
export function textFormat(name: string): Test | undefined {
  return BY_CODE.get(name) ?? (Object.hasOwn(EXPRESSIONS, name) ? (text) => matches(name, text) : undefined);
}

export function numberFormat(name: string): ((value: number) => boolean) | undefined {
  return NUMBERS.get(name);
}

function matches(name: string, text: string): boolean {
  const [source, flags] = EXPRESSIONS[name] ?? ['', ''];
  const expression = compileExpression(source, flags);
  return !('problem' in expression) && expression.test(text);
}
