import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { FramingError, framed, messageBodies } from './framing.ts';

async function bodiesOf(chunks: readonly Uint8Array[]): Promise<readonly string[]> {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield* chunks;
  }
  const bodies: string[] = [];
  for await (const body of messageBodies(stream())) bodies.push(body);
  return bodies;
}

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('messages', () => {
  test('come out as they went in, however the stream is cut', async () => {
    const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(texts, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), async (bodies, cuts) => {
        const whole = bytes(bodies.map(framed).join(''));
        const chunks: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < whole.length; turn++) {
          const length = cuts[turn % cuts.length] ?? 1;
          chunks.push(whole.subarray(at, at + length));
          at += length;
        }
        expect(await bodiesOf(chunks)).toEqual(bodies);
      }),
    );
  });

  test('may have other header fields, and names in any case', async () => {
    expect(await bodiesOf([bytes('Content-Type: a/b\r\ncontent-length: 2\r\n\r\n{}')])).toEqual(['{}']);
  });

  test('that are not complete when the stream ends are dropped', async () => {
    expect(await bodiesOf([bytes('Content-Length: 3\r\n\r\n{}')])).toEqual([]);
    expect(await bodiesOf([bytes('Content-Len')])).toEqual([]);
  });

  test.each([
    ['no length', 'Content-Type: a\r\n\r\n'],
    ['a negative length', 'Content-Length: -1\r\n\r\n'],
    ['a length that is no number', 'Content-Length: 1e3\r\n\r\n'],
    ['a body beyond the bound', 'Content-Length: 999999999\r\n\r\n'],
    ['a header beyond the bound', `X: ${'a'.repeat(5000)}`],
    ['a header that ends beyond the bound', `X: ${'a'.repeat(5000)}\r\nContent-Length: 1\r\n\r\n1`],
  ])('with %s are refused', async (_, text) => {
    await expect(bodiesOf([bytes(text)])).rejects.toThrow(FramingError);
  });
});
