import { luhn } from '../checks/luhn.ts';

/** An issuer's ranges by their first digits, from and to, with the lengths of its numbers. */
interface Issuer {
  readonly name: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly lengths: readonly number[];
}

/** Ranges of ISO/IEC 7812 as the schemes publish them. Where they overlap, any issuer counts. */
const ISSUERS: readonly Issuer[] = [
  { name: 'Visa', ranges: [[4, 4]], lengths: [13, 16, 19] },
  {
    name: 'Mastercard',
    ranges: [
      [51, 55],
      [2221, 2720],
    ],
    lengths: [16],
  },
  {
    name: 'American Express',
    ranges: [
      [34, 34],
      [37, 37],
    ],
    lengths: [15],
  },
  {
    name: 'Discover',
    ranges: [
      [6011, 6011],
      [644, 649],
      [65, 65],
    ],
    lengths: [16, 19],
  },
  {
    name: 'Diners Club',
    ranges: [
      [300, 305],
      [3095, 3095],
      [36, 36],
      [38, 39],
    ],
    lengths: [14, 16],
  },
  { name: 'JCB', ranges: [[3528, 3589]], lengths: [16] },
  { name: 'UnionPay', ranges: [[62, 62]], lengths: [16, 17, 18, 19] },
  {
    name: 'Maestro',
    ranges: [
      [5018, 5018],
      [5020, 5020],
      [5038, 5038],
      [5893, 5893],
      [6304, 6304],
      [6759, 6759],
      [6761, 6763],
    ],
    lengths: [13, 14, 15, 16, 17, 18, 19],
  },
  {
    name: 'RuPay',
    ranges: [
      [60, 60],
      [81, 82],
      [508, 508],
    ],
    lengths: [16],
  },
  { name: 'Mir', ranges: [[2200, 2204]], lengths: [16] },
  {
    name: 'Elo',
    ranges: [
      [4011, 4011],
      [438935, 438935],
      [5067, 5067],
      [6363, 6363],
    ],
    lengths: [16],
  },
];

/** Whether digits are the number of a payment card: an issuer's range and length, the check digit, and not all of the rest the same. */
export function isPaymentCard(digits: string): boolean {
  return luhn(digits) && hasIssuer(digits) && new Set(digits).size > 1;
}

function hasIssuer(digits: string): boolean {
  const first = Number(digits.slice(0, 6));
  return ISSUERS.some(
    ({ ranges, lengths }) =>
      lengths.includes(digits.length) &&
      ranges.some(([from, to]) => {
        const prefix = Math.floor(first / 10 ** (6 - String(from).length));
        return prefix >= from && prefix <= to;
      }),
  );
}
