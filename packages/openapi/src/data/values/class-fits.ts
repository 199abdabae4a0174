import type { DataClass, ValueTest } from '../data-class.ts';
import { type PreparedValue, prepare } from './prepare.ts';

/** The first test of the class that the value passes. */
export function passedTest({ values }: DataClass, value: PreparedValue): ValueTest | undefined {
  return values.find((test) => passes(test, value));
}

export function passes({ form, least, most, starts, holds, fits }: ValueTest, value: PreparedValue): boolean {
  if (form !== 'text' && form !== value.form) return false;
  const text = form === 'text' ? value.text : value.compact;
  if (text.length < least || text.length > most || (holds !== undefined && !text.includes(holds))) return false;
  return (starts === undefined || starts.some((start) => text.startsWith(start))) && fits(text);
}

/** Whether a single value is such as the class's tests accept. */
export function fitsClass(dataClass: DataClass, text: string): boolean {
  return passedTest(dataClass, prepare(text)) !== undefined;
}
