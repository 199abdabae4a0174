import { AttributeReader } from './attributes.ts';
import { isActiveOutsideTag } from './judge-attribute.ts';

/** Whether a value, put inside of an attribute's value, leaves it and adds an attribute that runs code. `quote` is undefined for none. */
export function addsActiveAttribute(value: string, quote: string | undefined): boolean {
  const from = quote === undefined ? 0 : value.indexOf(quote) + 1;
  if (quote !== undefined && from === 0) return false;
  const reader = new AttributeReader(value, from);
  for (let attribute = reader.next(); attribute !== undefined; attribute = reader.next()) {
    if (isActiveOutsideTag(attribute, quote !== undefined)) return true;
  }
  return false;
}
