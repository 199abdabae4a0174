const TAU = 0.01;
const LN_TAU = Math.log(TAU);
const LN_10 = Math.LN10;
/** −log10 of the truncation point: what surprises less than this is not counted. */
export const LEAST_SURPRISE = 2;

/**
 * One surprise of several independent ones, by the truncated product method (Zaykin et al., Genetic Epidemiology 22, 2002): the product of the
 * p-values below 0.01 is compared with what `tests` indicators yield by chance, so that asking many indicators makes nobody suspicious.
 */
export function combine(surprises: readonly number[], tests: number): number {
  let lnW = 0;
  for (const surprise of surprises) if (surprise >= LEAST_SURPRISE) lnW -= surprise * LN_10;
  if (lnW === 0) return 0;
  const count = Math.max(tests, surprises.length);
  let lnBinomial = 0;
  let total = Number.NEGATIVE_INFINITY;
  for (let k = 1; k <= count; k++) {
    lnBinomial += Math.log((count - k + 1) / k);
    total = lnSum(total, lnBinomial + (count - k) * Math.log1p(-TAU) + lnTail(k, lnW));
  }
  return Math.max(0, -total / LN_10);
}

/** ln P(product of k uniform values below TAU ≤ w), these being below TAU. */
function lnTail(k: number, lnW: number): number {
  const x = k * LN_TAU - lnW;
  if (x <= 0) return k * LN_TAU;
  let term = 0;
  let sum = 0;
  for (let s = 1; s < k; s++) {
    term += Math.log(x / s);
    sum = lnSum(sum, term);
  }
  return lnW + sum;
}

function lnSum(a: number, b: number): number {
  const [large, small] = a > b ? [a, b] : [b, a];
  return small === Number.NEGATIVE_INFINITY ? large : large + Math.log1p(Math.exp(small - large));
}
