const CUSTOMER = {
  type: 'object',
  required: ['email'],
  additionalProperties: false,
  properties: { email: { type: 'string', format: 'email' }, name: { type: 'string', maxLength: 100 } },
};

const ITEM = {
  type: 'object',
  required: ['sku', 'quantity'],
  additionalProperties: false,
  properties: {
    sku: { type: 'string', pattern: '^[A-Z]{3}-[0-9]+$' },
    quantity: { type: 'integer', minimum: 1, maximum: 1000 },
    price: { type: 'number', minimum: 0 },
  },
};

const orderOf = (reference: (name: string) => string) => ({
  type: 'object',
  required: ['orderId', 'customer', 'items', 'currency'],
  additionalProperties: false,
  properties: {
    orderId: { type: 'string', format: 'uuid' },
    currency: { enum: ['EUR', 'USD', 'GBP'] },
    placedAt: { type: 'string', format: 'date-time' },
    note: { type: 'string', maxLength: 20_000 },
    customer: { $ref: reference('Customer') },
    items: { type: 'array', minItems: 1, maxItems: 500, items: { $ref: reference('Item') } },
  },
});

/** The same schema for a validator alone. */
export const ORDER_SCHEMA = { ...orderOf((name) => `#/$defs/${name}`), $defs: { Customer: CUSTOMER, Item: ITEM } };

/** About 300 bytes of JSON. */
export const ORDER = {
  orderId: '6f1c1a8e-3a52-4a5e-9b0f-0d5a4f0f6f11',
  customer: { email: 'ada@example.org', name: 'Ada Lovelace' },
  items: [
    { sku: 'ABC-1', quantity: 2, price: 19.99 },
    { sku: 'DEF-22', quantity: 1, price: 5 },
  ],
  currency: 'EUR',
  placedAt: '2026-11-29T22:00:00Z',
  note: 'Please leave it at the door',
};

/** An order of at least so many bytes of JSON. */
export function largeOrder(bytes: number): typeof ORDER {
  const items = [...ORDER.items];
  while (JSON.stringify(items).length < bytes) items.push({ sku: `GHI-${items.length}`, quantity: items.length, price: 1.5 });
  return { ...ORDER, items };
}

export function enforcedDefinition(): object {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } };
  const string = { type: 'string' };
  return {
    openapi: '3.1.1',
    info: { title: 'Orders', version: '1' },
    paths: {
      '/orders': {
        get: {
          operationId: 'listOrders',
          parameters: [
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100 } },
            { name: 'status', in: 'query', explode: false, schema: { type: 'array', items: { enum: ['open', 'paid', 'sent'] } } },
            { name: 'from', in: 'query', schema: { type: 'string', format: 'date' } },
            {
              name: 'filter',
              in: 'query',
              style: 'deepObject',
              explode: true,
              schema: { type: 'object', properties: { country: string } },
            },
            { name: 'X-Trace', in: 'header', schema: string },
          ],
          responses: {},
        },
        post: {
          operationId: 'createOrder',
          requestBody: { required: true, content },
          responses: { 201: { description: 'created', content } },
        },
      },
    },
    components: { schemas: { Order: orderOf((name) => `#/components/schemas/${name}`), Customer: CUSTOMER, Item: ITEM } },
  };
}
