/** What the upstream answers to every request, so that it does no work that could hide the proxy's. */
export const ANSWER = JSON.stringify({ id: 42, status: 'paid', currency: 'EUR', total: 12_990, items: [{ sku: 'A-1001', quantity: 2 }] });

const BODY_BYTES = 1024;

/** An order as JSON of exactly 1024 bytes. */
export function orderBody(): string {
  const order = {
    customer: 'c-1024',
    currency: 'EUR',
    items: Array.from({ length: 10 }, (_, index) => ({ sku: `A-${1000 + index}`, quantity: index + 1, price: 1299 + index })),
    note: '',
  };
  const note = 'x'.repeat(BODY_BYTES - Buffer.byteLength(JSON.stringify(order)));
  return JSON.stringify({ ...order, note });
}

/** The definition that Airside enforces in the scenarios that say so. */
export const DEFINITION = JSON.stringify(
  {
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1.0.0' },
    paths: {
      '/orders/{orderId}': {
        get: {
          operationId: 'readOrder',
          parameters: [
            { name: 'orderId', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } },
            { name: 'expand', in: 'query', schema: { type: 'string', enum: ['items', 'customer'] } },
          ],
          responses: { 200: { description: 'The order.' } },
        },
      },
      '/orders': {
        post: {
          operationId: 'createOrder',
          requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Order' } } } },
          responses: { 200: { description: 'The order as it was stored.' } },
        },
      },
    },
    components: {
      schemas: {
        Order: {
          type: 'object',
          required: ['customer', 'currency', 'items'],
          additionalProperties: false,
          properties: {
            customer: { type: 'string', maxLength: 64 },
            currency: { type: 'string', enum: ['EUR', 'USD'] },
            note: { type: 'string', maxLength: 2000 },
            items: {
              type: 'array',
              minItems: 1,
              maxItems: 100,
              items: {
                type: 'object',
                required: ['sku', 'quantity', 'price'],
                additionalProperties: false,
                properties: {
                  sku: { type: 'string', pattern: '^A-[0-9]{4}$' },
                  quantity: { type: 'integer', minimum: 1, maximum: 1000 },
                  price: { type: 'integer', minimum: 0 },
                },
              },
            },
          },
        },
      },
    },
  },
  null,
  2,
);
