import type { Flaw } from '../flaw.ts';
import { replaceGuarded } from '../operation.ts';

interface PricedItem {
  readonly productId: string;
  readonly quantity: number;
  readonly unitPriceCents?: number;
}
interface Placed {
  readonly id: string;
  readonly items: readonly PricedItem[];
}

/** Believes the price that the client sends with an item, as shops do whose shopping cart lives in the browser. */
export const priceOfTheClient: Flaw = (options) =>
  replaceGuarded(options, 'createOrder', (operation) => ({
    ...operation,
    async handle(call) {
      const { items: sent, ...rest } = call.body as { items: readonly PricedItem[] };
      const plain = sent.map(({ unitPriceCents: _, ...item }) => item);
      const answer = await operation.handle({ ...call, body: { ...rest, items: plain } });
      const order = answer.body as Placed;

      const prices = new Map(sent.map(({ productId, unitPriceCents }) => [productId, unitPriceCents]));
      const items = order.items.map((item) => ({ ...item, unitPriceCents: prices.get(item.productId) ?? item.unitPriceCents ?? 0 }));
      const totalCents = items.reduce((cents, { quantity, unitPriceCents }) => cents + quantity * unitPriceCents, 0);
      const { store } = call.shop;
      for (const { productId, unitPriceCents } of items) {
        store.run('UPDATE order_items SET unit_price_cents = ? WHERE order_id = ? AND product_id = ?', unitPriceCents, order.id, productId);
      }
      store.run('UPDATE orders SET total_cents = ? WHERE id = ?', totalCents, order.id);
      return { ...answer, body: { ...order, items, totalCents } };
    },
  }));
