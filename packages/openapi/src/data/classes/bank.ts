import { weightedSum } from '../checks/modulo.ts';
import type { DataClass } from '../data-class.ts';
import { isBic, isIban } from '../values/iban.ts';
import { LAW } from './laws.ts';

const shared = { family: 'bank', law: LAW.bank } as const;

export const BANK: readonly DataClass[] = [
  {
    ...shared,
    id: 'iban',
    title: 'IBAN',
    sensitivity: 'high',
    names: ['iban', 'iban number', 'international bank account number'],
    hints: [
      'bank account',
      'account number',
      'account',
      'konto',
      'kontonummer',
      'debtor account',
      'creditor account',
      'compte',
      'cuenta',
      'conto',
    ],
    values: [{ form: 'code', least: 15, most: 34, chance: 1e-4, fits: isIban }],
    alone: true,
    mask: 'ends',
    examples: {
      fit: [
        'DE89370400440532013000',
        'DE89 3704 0044 0532 0130 00',
        'GB29NWBK60161331926819',
        'NO9386011117947',
        'fr1420041010050500013m02606',
      ],
      other: ['DE89370400440532013001', 'DE8937040044053201300', 'XX89370400440532013000', 'ABCDEFGHIJKLMNOPQRSTUV'],
    },
  },
  {
    ...shared,
    id: 'bank-account',
    title: 'Bank account number',
    sensitivity: 'high',
    names: [
      'bank account number',
      'bank account no',
      'account number',
      'kontonummer',
      'kontonr',
      'numero compte',
      'numero cuenta',
      'numero conto',
      'rekeningnummer',
      'bank account',
      'clabe',
      'sort code account',
    ],
    hints: [{ of: 'account', names: ['number', 'no', 'nummer', 'numero'] }],
    notWith: ['type', 'id', 'count', 'status', 'permanent', 'primary'],
    values: [{ form: 'digits', least: 6, most: 20, chance: 0.5, fits: (digits) => new Set(digits).size > 2 }],
    alone: false,
    mask: 'ends',
    examples: { fit: ['0532013000', '31926819'], other: ['1111111', 'checking', '12', 'DE89370400440532013000'] },
  },
  {
    ...shared,
    id: 'bic',
    title: 'BIC (SWIFT code)',
    sensitivity: 'low',
    names: ['bic', 'swift', 'swift code', 'bic code', 'bic swift', 'swift bic'],
    hints: ['bank code', 'bank identifier', 'bank'],
    values: [{ form: 'code', least: 8, most: 11, chance: 0.05, fits: isBic }],
    alone: false,
    mask: 'beginning',
    examples: { fit: ['DEUTDEFF', 'DEUTDEFF500', 'CHASUS33'], other: ['DEUTXXFF', 'DEUT', '12345678', 'D3UTDEFF'] },
  },
  {
    ...shared,
    id: 'us-routing-number',
    title: 'US bank routing number',
    sensitivity: 'low',
    names: ['routing number', 'aba number', 'aba', 'routing transit number', 'rtn', 'aba routing number'],
    hints: ['routing', 'bank code', { of: 'account', names: ['routing'] }],
    values: [{ form: 'digits', least: 9, most: 9, chance: 0.05, fits: isRoutingNumber }],
    alone: false,
    mask: 'ends',
    examples: { fit: ['021000021', '011401533'], other: ['021000022', '931000021', '000000000'] },
  },
];

/** The first two digits name a district of the Federal Reserve; the sum is by weights 3, 7, 1. */
function isRoutingNumber(digits: string): boolean {
  const district = Number(digits.slice(0, 2));
  const isDistrict =
    (district >= 1 && district <= 12) || (district >= 21 && district <= 32) || (district >= 61 && district <= 72) || district === 80;
  return isDistrict && weightedSum(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0;
}
