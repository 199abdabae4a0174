import { serializeDictionary } from '../structured-fields/serialize.ts';
import type { BareItem, Item } from '../structured-fields/types.ts';

/** An `Accept-Signature` field (RFC 9421 section 5.1): what a signature that would be accepted covers and says. */
export function acceptSignature(wanted: {
  readonly components: readonly string[];
  readonly nonce: 'optional' | 'required';
  readonly tag?: string | undefined;
}): string {
  const parameters = new Map<string, BareItem>([
    ['created', TRUE],
    ['keyid', TRUE],
    ...(wanted.nonce === 'required' ? ([['nonce', TRUE]] as const) : []),
    ...(wanted.tag === undefined ? [] : ([['tag', { type: 'string', value: wanted.tag }]] as const)),
  ]);
  const items: Item[] = wanted.components.map((value) => ({ bare: { type: 'string', value }, parameters: new Map() }));
  return serializeDictionary(new Map([['sig1', { items, parameters }]]));
}

const TRUE: BareItem = { type: 'boolean', value: true };
