/** What an inventory may hold. Traffic beyond is counted, and not looked at. */
export interface InventoryBounds {
  readonly endpoints: number;
  /** Fields of one endpoint. */
  readonly fields: number;
  /** Characters of one body. */
  readonly bodyCharacters: number;
}

export const DEFAULT_INVENTORY_BOUNDS: InventoryBounds = { endpoints: 10_000, fields: 2000, bodyCharacters: 4 * 1024 * 1024 };
