import { DATA_CLASSES } from './classes/index.ts';
import type { DataClass } from './data-class.ts';
import { ClassIndex } from './judge/class-index.ts';
import { prepare } from './values/prepare.ts';

const LONGEST_VALUE = 1024;

/**
 * Tells whether a single value has to be taken for personal or secret: its name means that it is, or the value by itself can be little else.
 * Stricter than an inventory, which judges by many values: a value too many is taken, none too few. Takes time linear in the value.
 */
export function createPersonalTest(classes: readonly DataClass[] = DATA_CLASSES): (name: string | undefined, value: string) => boolean {
  const index = new ClassIndex(classes);
  return (name, value) => {
    if (value === '') return false;
    if (name !== undefined && index.named(name, undefined).some(({ strength }) => strength === 'strong')) return true;
    const text = value.slice(0, LONGEST_VALUE);
    return index.fitting(prepare(text)).length > 0 || text.split(/[\s,;]+/).some((token) => index.fittingWithin(token).length > 0);
  };
}
