import { ClassIndex, DATA_CLASSES } from '@airside/openapi';

import { Remembered } from './remembered.ts';

/** Families that tell nothing of a person, or are no data that answers should be counted by. */
const NOT_PERSONAL: ReadonlySet<string> = new Set(['credential', 'network', 'own', 'vehicle']);

let index: ClassIndex | undefined;
const remembered = new Remembered<boolean>();

/** Whether the name of a field (a path, `customer.email`) means personal data and hardly anything else. */
export function isPersonalField(path: string): boolean {
  const known = remembered.get(path);
  if (known !== undefined) return known;
  index ??= new ClassIndex(DATA_CLASSES);
  const parts = path.replaceAll('[]', '').split('.');
  const named = index.named(parts.at(-1) ?? '', parts.at(-2));
  return remembered.set(
    path,
    named.some(({ strength, dataClass }) => strength === 'strong' && !NOT_PERSONAL.has(dataClass.family)),
  );
}
