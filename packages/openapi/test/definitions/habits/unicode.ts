import type { JsonObject } from '../../../src/json.ts';
import { info, inYaml, json, pathsOf } from '../generated.ts';

const NOUNS =
  'заказ товар клиент счёт склад 注文 商品 顧客 請求 倉庫 προϊόν πελάτης größe straße élève año çeşit žába 🚀rocket emoji👍🏽 a~tilde per%cent quo"te plus+sign semi;colon'.split(
    ' ',
  );

/** Names in other scripts, and characters that have to be escaped in pointers, paths and patterns. */
export const unicode = inYaml(
  'unicode',
  '3.1, YAML: names in Cyrillic, Japanese, Greek, emoji; characters that pointers, paths and queries escape',
  () => ({
    openapi: '3.1.0',
    info: { ...info('Ünïcödé — 名前'), summary: '\u202Eright to left\u202C' },
    servers: [{ url: 'https://xn--80ak6aa92e.example/корень' }],
    tags: NOUNS.map((name) => ({ name })),
    paths: pathsOf(...NOUNS.map(pathsFor)),
    components: {
      schemas: Object.fromEntries(
        NOUNS.map((name, index) => [
          `S${index}`,
          {
            type: 'object',
            properties: {
              [name]: { type: 'string', pattern: '^[\\p{L}\\p{M} ]*$' },
              'a/b': { type: 'integer' },
              'c~d': { type: 'array', items: { $ref: `#/components/schemas/S${index}/properties/a~1b` } },
              constructor: { type: 'boolean' },
              'e%25f': { $ref: `#/components/schemas/S${index}/properties/c~0d` },
            },
            required: ['constructor'],
          },
        ]),
      ),
    },
  }),
);

function pathsFor(name: string, index: number): readonly (readonly [string, JsonObject])[] {
  const path = `/${encodeURIComponent(name)}`;
  const schema = { $ref: `#/components/schemas/S${index}` };
  const parameter = `идентификатор${index}`;
  const operation = (verb: string, rest: JsonObject): JsonObject => ({
    operationId: `${verb} ${name}`,
    tags: [name],
    responses: { 200: { description: name, content: json(schema) } },
    ...rest,
  });
  return [
    [
      path,
      {
        get: operation('найти', {
          parameters: [
            { name, in: 'query', schema: { type: 'string' } },
            { name: `${name}[]`, in: 'query', schema: { type: 'array', items: { type: 'integer' } } },
          ],
        }),
        post: operation('создать', { requestBody: { required: true, content: json(schema) } }),
      },
    ],
    [
      `${path}/{${parameter}}`,
      {
        parameters: [{ name: parameter, in: 'path', required: true, schema: { type: 'string' } }],
        get: operation('取得', {}),
        delete: operation('削除', {}),
      },
    ],
  ];
}
