import { expect, test } from 'vitest';

import { compileOperator, expectMatches } from './testing/expect-matches.ts';

test('@verifyCC matches numbers that pass the check of Luhn', () => {
  const evaluate = compileOperator('verifyCC', '\\d{4}(?:-?\\d{4}){3}|\\d{15}');
  expectMatches(evaluate, ['4111111111111111', 'card 4111-1111-1111-1111.', '378282246310005'], ['', '4111111111111112', '4111', 'abc']);
  expect(evaluate('x 5555555555554444 y')).toEqual({ captures: ['5555555555554444'] });
});

test('@verifyCC finds a number that begins inside of another candidate', () => {
  expectMatches(compileOperator('verifyCC', '\\d{16}'), ['94111111111111111'], ['94111111111111112']);
});

test('@verifyCPF checks both digits', () => {
  const evaluate = compileOperator('verifyCPF', '\\d{3}\\.?\\d{3}\\.?\\d{3}-?\\d{2}');
  expectMatches(
    evaluate,
    ['529.982.247-25', '52998224725'],
    ['52998224726', '52998224715', '11111111111', '99999999999', '01234567890', '5299822472'],
  );
});

test('@verifySSN refuses numbers that were never given out', () => {
  const evaluate = compileOperator('verifySSN', '\\d{3}-?\\d{2}-?\\d{4}');
  expectMatches(
    evaluate,
    ['078-05-1120', '123456780'],
    ['000-12-3456', '666-12-3456', '740-12-3456', '123-00-4567', '123-45-0000', '123456789', '111111111', '12345'],
  );
});

test('@verifySVNR checks the fourth digit', () => {
  expectMatches(
    compileOperator('verifySVNR', '\\d{4} ?\\d{6}'),
    ['1237010180', '1237 010180'],
    ['1238010180', '0000000000', '1234567890', '123'],
  );
});

test.each(['verifyCC', 'verifyCPF', 'verifySSN', 'verifySVNR'])('@%s without a pattern is refused', (name) => {
  expect(() => compileOperator(name, '')).toThrow(`@${name} needs a pattern`);
});

test('many candidates that fail the check take time in proportion', () => {
  const evaluate = compileOperator('verifyCC', '\\d+');
  const start = performance.now();
  evaluate('10'.repeat(50_000));
  expect(performance.now() - start).toBeLessThan(5000);
});
