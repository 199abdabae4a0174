import { luhn } from '../checks/luhn.ts';
import { weightedSum } from '../checks/modulo.ts';
import type { DataClass } from '../data-class.ts';
import { shaped } from '../values/shaped.ts';
import { LAW } from './laws.ts';

const shared = { family: 'national-id', sensitivity: 'high', law: LAW.nationalId, alone: false, mask: 'ends' } as const;

/** The United States, Canada, Brazil. */
export const NATIONAL_IDS_AMERICAS: readonly DataClass[] = [
  {
    ...shared,
    id: 'us-ssn',
    title: 'US Social Security number',
    names: ['ssn', 'social security number', 'social security', 'social security no', 'ss number', 'us ssn'],
    hints: ['social', 'tax id', 'tin', 'taxpayer id', 'national id', 'itin'],
    values: [
      // Written with its dashes it is more than nine digits of anything.
      { form: 'text', least: 11, most: 11, chance: 0.02, fits: (text) => shaped(text, '999-99-9999') && isSsn(text.replaceAll('-', '')) },
      { form: 'digits', least: 9, most: 9, chance: 0.8, fits: isSsn },
    ],
    law: 'Personal data; a direct identifier under HIPAA (45 CFR 164.514(b)(2)), its disclosure is restricted by the laws of most US states.',
    examples: {
      fit: ['219-09-9999', '536901234', '457 55 5462'],
      other: ['000-12-3456', '666-12-3456', '900-12-3456', '219-00-9999', '219-09-0000', '078-05-1120', '12345678'],
    },
  },
  {
    ...shared,
    id: 'ca-sin',
    title: 'Canadian Social Insurance Number',
    names: ['sin', 'social insurance number', 'social insurance', 'sin number', 'numero assurance sociale', 'nas'],
    hints: ['national id', 'tax id'],
    values: [{ form: 'digits', least: 9, most: 9, chance: 0.09, fits: (digits) => !'08'.includes(digits[0] ?? '0') && luhn(digits) }],
    examples: { fit: ['193 456 787', '130692544'], other: ['193456788', '046454286', '012345678'] },
  },
  {
    ...shared,
    id: 'br-cpf',
    title: 'Brazilian CPF',
    names: ['cpf', 'numero cpf', 'cpf number', 'cadastro pessoa fisica'],
    hints: ['tax id', 'national id', 'documento', 'document number'],
    law: 'Personal data (LGPD article 5(I)).',
    values: [{ form: 'digits', least: 11, most: 11, chance: 0.01, fits: isCpf }],
    examples: { fit: ['111.444.777-35', '11144477735', '52998224725'], other: ['11144477736', '11111111111', '00000000000'] },
  },
  {
    ...shared,
    id: 'br-cnpj',
    title: 'Brazilian CNPJ',
    sensitivity: 'low',
    law: 'Names a company; personal data where the company is one person (LGPD article 5(I)).',
    names: ['cnpj', 'numero cnpj', 'cnpj number'],
    hints: ['tax id', 'company id', 'documento'],
    values: [{ form: 'digits', least: 14, most: 14, chance: 0.01, fits: isCnpj }],
    examples: { fit: ['11.222.333/0001-81', '11222333000181'], other: ['11222333000182', '00000000000000'] },
  },
];

/** Area 000, 666 and from 900 on, group 00 and serial 0000 are never given; two numbers became public property. */
function isSsn(digits: string): boolean {
  const area = digits.slice(0, 3);
  if (area === '000' || area === '666' || area >= '900' || digits.slice(3, 5) === '00' || digits.slice(5) === '0000') return false;
  return digits !== '078051120' && digits !== '123456789' && new Set(digits).size > 1;
}

function isCpf(digits: string): boolean {
  if (new Set(digits).size === 1) return false;
  return [9, 10].every((length) => checkDigit(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2].slice(10 - length)) === Number(digits[length]));
}

function isCnpj(digits: string): boolean {
  if (new Set(digits).size === 1) return false;
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];
  return [12, 13].every((length) => checkDigit(digits, weights.slice(13 - length)) === Number(digits[length]));
}

function checkDigit(digits: string, weights: readonly number[]): number {
  const rest = weightedSum(digits, weights) % 11;
  return rest < 2 ? 0 : 11 - rest;
}
