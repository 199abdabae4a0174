/** Values of structured fields (RFC 9651, which replaces RFC 8941). Types are kept apart so that a value is written as it was read. */
export type BareItem =
  | { readonly type: 'integer' | 'date'; readonly value: number }
  /** `value` in thousandths, which are exact. */
  | { readonly type: 'decimal'; readonly value: number }
  | { readonly type: 'string' | 'token' | 'display'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array }
  | { readonly type: 'boolean'; readonly value: boolean };

export type Parameters = ReadonlyMap<string, BareItem>;

export interface Item {
  readonly bare: BareItem;
  readonly parameters: Parameters;
}

export interface InnerList {
  readonly items: readonly Item[];
  readonly parameters: Parameters;
}

export type Member = Item | InnerList;
export type List = readonly Member[];
export type Dictionary = ReadonlyMap<string, Member>;

export function isInnerList(member: Member): member is InnerList {
  return 'items' in member;
}
