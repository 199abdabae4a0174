import { isDay, isYearOfBirth, numberAt } from '../checks/calendar.ts';
import { luhn } from '../checks/luhn.ts';
import { weightedSum } from '../checks/modulo.ts';
import { verhoeff } from '../checks/verhoeff.ts';
import type { DataClass } from '../data-class.ts';
import { shaped } from '../values/shaped.ts';
import { LAW } from './laws.ts';

const shared = { family: 'national-id', sensitivity: 'high', law: LAW.nationalId, alone: false, mask: 'ends' } as const;

/** India, China, Japan, Korea, Australia, South Africa. */
export const NATIONAL_IDS_ASIA_PACIFIC: readonly DataClass[] = [
  {
    ...shared,
    id: 'in-aadhaar',
    title: 'Indian Aadhaar number',
    law: 'Must not be published, displayed or shared (Aadhaar Act 2016 section 29).',
    names: ['aadhaar', 'aadhar', 'aadhaar number', 'aadhaar no', 'uidai'],
    hints: ['national id', 'uid'],
    values: [
      { form: 'digits', least: 12, most: 12, chance: 0.08, fits: (digits) => digits[0] !== '0' && digits[0] !== '1' && verhoeff(digits) },
    ],
    examples: { fit: ['2341 2341 2346', '234123412346'], other: ['234123412347', '134123412346', '012345678901'] },
  },
  {
    ...shared,
    id: 'in-pan',
    title: 'Indian PAN',
    names: ['pan', 'pan number', 'pan card', 'permanent account number'],
    hints: ['tax id'],
    values: [
      {
        form: 'code',
        least: 10,
        most: 10,
        chance: 1e-3,
        fits: (code) => shaped(code, 'AAAAA9999A') && 'ABCFGHLJPT'.includes(code[3] ?? '_'),
      },
    ],
    examples: { fit: ['ABCPE1234F', 'AAACB1234C'], other: ['ABCXE1234F', 'ABCP11234F', 'ABCDE12345'] },
  },
  {
    ...shared,
    id: 'cn-resident-id',
    title: 'Chinese resident identity number',
    law: 'Sensitive personal information (PIPL article 28).',
    names: [
      'resident identity card',
      'id card no',
      'shenfenzheng',
      'shenfenzhenghao',
      'sfzh',
      'idcard',
      'identity card number',
      'china id',
    ],
    hints: ['national id', 'id number', 'identity number', 'certificate no', 'id card'],
    values: [
      { form: 'digits', least: 18, most: 18, chance: 5e-5, fits: isResidentId },
      { form: 'code', least: 18, most: 18, chance: 5e-5, fits: isResidentId },
    ],
    alone: true,
    examples: {
      fit: ['11010519491231002X', '440106199003070036'],
      other: ['110105194912310021', '110105194913310029', '01010519491231002X'],
    },
  },
  {
    ...shared,
    id: 'jp-my-number',
    title: 'Japanese My Number',
    law: 'Specific personal information, whose use is limited to what the My Number Act names (article 9).',
    names: ['my number', 'mynumber', 'kojin bango', 'individual number'],
    hints: ['national id'],
    values: [{ form: 'digits', least: 12, most: 12, chance: 1 / 11, fits: isMyNumber }],
    examples: { fit: ['123456789018', '1234 5678 9018'], other: ['123456789017', '123456789019'] },
  },
  {
    ...shared,
    id: 'kr-rrn',
    title: 'Korean resident registration number',
    law: 'Processing is forbidden unless a law demands it (PIPA article 24-2).',
    names: ['rrn', 'resident registration number', 'jumin', 'jumin number', 'jumin deungnok beonho', 'juminno'],
    hints: ['national id', 'resident number', 'ssn'],
    // Numbers given since October 2020 have no check digit.
    values: [{ form: 'digits', least: 13, most: 13, chance: 0.03, fits: isRrn }],
    examples: {
      fit: ['900101-1234568', '0001013234567'],
      other: ['901301-1234568', '900101-9934568', '0000000000000'],
    },
  },
  {
    ...shared,
    id: 'za-id',
    title: 'South African identity number',
    law: 'Personal information (POPIA section 1).',
    names: ['said', 'sa id', 'sa id number', 'south african id', 'rsa id'],
    hints: ['id number', 'identity number', 'national id'],
    values: [{ form: 'digits', least: 13, most: 13, chance: 0.006, fits: isSouthAfrican }],
    examples: { fit: ['8001015009087', '800101 5009 087'], other: ['8001015009086', '8013015009087', '8001015009387'] },
  },
  {
    ...shared,
    id: 'au-tfn',
    title: 'Australian Tax File Number',
    law: 'Its use is limited by the Privacy (Tax File Number) Rule 2015.',
    names: ['tfn', 'tax file number'],
    hints: ['tax id', 'tax number'],
    values: [
      {
        form: 'digits',
        least: 9,
        most: 9,
        chance: 1 / 11,
        fits: (digits) => Number(digits) > 0 && weightedSum(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0,
      },
    ],
    examples: { fit: ['123 456 782', '123456782'], other: ['123456789', '000000000'] },
  },
];

const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Region, day of birth, number, and a check by ISO/IEC 7064, MOD 11-2 (GB 11643-1999). */
function isResidentId(code: string): boolean {
  if (!shaped(code.slice(0, 17), '99999999999999999') || code[0] === '0' || code[0] === '9') return false;
  if (!isYearOfBirth(numberAt(code, 6, 4)) || !isDay(numberAt(code, 10, 2), numberAt(code, 12, 2))) return false;
  return '10X98765432'[weightedSum(code, RESIDENT_WEIGHTS) % 11] === code[17];
}

function isMyNumber(digits: string): boolean {
  const rest = weightedSum(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest <= 1 ? 0 : 11 - rest) === numberAt(digits, 11, 1) && Number(digits) > 0;
}

function isRrn(digits: string): boolean {
  return isDay(numberAt(digits, 2, 2), numberAt(digits, 4, 2)) && '12345678'.includes(digits[6] ?? '_');
}

/** Day of birth, number, citizenship (0 to 2), a digit once used for race, and a check by Luhn. */
function isSouthAfrican(digits: string): boolean {
  return isDay(numberAt(digits, 2, 2), numberAt(digits, 4, 2)) && '012'.includes(digits[10] ?? '_') && luhn(digits);
}
