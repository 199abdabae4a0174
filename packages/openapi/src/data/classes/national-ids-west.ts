import { isDay, numberAt } from '../checks/calendar.ts';
import { icaoCheckDigit, mod11And10, remainder, weightedSum } from '../checks/modulo.ts';
import type { DataClass } from '../data-class.ts';
import { shaped } from '../values/shaped.ts';
import { LAW } from './laws.ts';

const shared = { family: 'national-id', sensitivity: 'high', law: LAW.nationalId, alone: false, mask: 'ends' } as const;

/** Great Britain, Germany, the Netherlands, Belgium, Switzerland. */
export const NATIONAL_IDS_WEST: readonly DataClass[] = [
  {
    ...shared,
    id: 'uk-nino',
    title: 'UK National Insurance number',
    names: ['nino', 'national insurance number', 'national insurance', 'ni number'],
    hints: ['insurance number', 'national id', 'ssn'],
    values: [{ form: 'code', least: 9, most: 9, chance: 0.002, fits: isNino }],
    examples: {
      fit: ['AB123456C', 'AB 12 34 56 C', 'jg103759a'],
      other: ['QQ123456C', 'AO123456C', 'GB123456A', 'AB123456E', 'ABC123456'],
    },
  },
  {
    ...shared,
    id: 'de-tax-id',
    title: 'German Steuer-Identifikationsnummer',
    names: ['steuer id', 'steuer identifikationsnummer', 'steuer idnr', 'idnr', 'steueridentifikationsnummer', 'tin germany', 'tax id de'],
    hints: ['tax id', 'tax number', 'tin', 'steuernummer', 'identifikationsnummer'],
    values: [{ form: 'digits', least: 11, most: 11, chance: 0.02, fits: isSteuerId }],
    examples: {
      fit: ['86095742719', '47036892816', '65929970489', '57 549 285 017'],
      other: ['86095742718', '06095742719', '12345678901', '11111111111'],
    },
  },
  {
    ...shared,
    id: 'de-identity-card',
    title: 'Number of a German Personalausweis',
    names: ['personalausweis', 'personalausweisnummer', 'ausweisnummer', 'personalausweisnr', 'german identity card number'],
    hints: ['identity card', 'identity card number', 'id card', 'id card number', 'document number', 'national id'],
    values: [{ form: 'code', least: 10, most: 10, chance: 0.02, fits: isPersonalausweis }],
    examples: { fit: ['T220001293', 'L01X00T471'], other: ['T220001294', 'AB12345678', 'A220001293'] },
  },
  {
    ...shared,
    id: 'nl-bsn',
    title: 'Dutch burgerservicenummer',
    names: ['bsn', 'burgerservicenummer', 'burger service nummer', 'sofinummer'],
    hints: ['national id', 'ssn', 'citizen service number'],
    values: [{ form: 'digits', least: 8, most: 9, chance: 1 / 11, fits: isBsn }],
    examples: { fit: ['111222333', '123456782'], other: ['111222334', '000000000', '12345678'] },
  },
  {
    ...shared,
    id: 'be-national-number',
    title: 'Belgian rijksregisternummer',
    names: [
      'rijksregisternummer',
      'numero registre national',
      'registre national',
      'insz',
      'niss',
      'numero national',
      'belgian national number',
    ],
    hints: ['national id', 'national number', 'ssn'],
    values: [{ form: 'digits', least: 11, most: 11, chance: 0.006, fits: isRijksregisternummer }],
    examples: { fit: ['85.07.30-033.28', '85073003328'], other: ['85073003329', '85133003328', '00000000000'] },
  },
  {
    ...shared,
    id: 'ch-ahv',
    title: 'Swiss AHV number',
    names: ['ahv', 'ahv nummer', 'ahv nr', 'ahvn 13', 'numero avs', 'avs', 'sozialversicherungsnummer', 'numero avs 13', 'oasi number'],
    hints: ['social security number', 'ssn', 'national id', 'insurance number'],
    values: [{ form: 'digits', least: 13, most: 13, chance: 1e-4, fits: (digits) => digits.startsWith('756') && isEan13(digits) }],
    alone: true,
    examples: { fit: ['756.9217.0769.85', '7569217076985'], other: ['756.9217.0769.84', '7579217076985', '4006381333931'] },
  },
];

/** Prefixes that are not given out, as HMRC's manual NIM39110 lists them. */
const NO_NINO = new Set(['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ']);

function isNino(code: string): boolean {
  if (!shaped(code, 'AA999999A') || NO_NINO.has(code.slice(0, 2)) || !'ABCD'.includes(code[8] ?? '_')) return false;
  return !'DFIQUV'.includes(code[0] ?? '') && !'DFIQUVO'.includes(code[1] ?? '');
}

/** Of the first ten digits one stands twice or three times; the last is by ISO/IEC 7064, MOD 11,10. */
function isSteuerId(digits: string): boolean {
  if (digits.startsWith('0')) return false;
  const distinct = new Set(digits.slice(0, 10)).size;
  return (distinct === 9 || distinct === 8) && mod11And10(digits);
}

/** Nine characters without letters that look like others, the first of them a letter, and their check digit as in machine-readable documents. */
function isPersonalausweis(code: string): boolean {
  const isSerial =
    'LMNPRTVWXYCFGHJK'.includes(code[0] ?? '_') && [...code.slice(0, 9)].every((character) => !'ABDEIOQSU'.includes(character));
  return isSerial && code[9] === String(icaoCheckDigit(code.slice(0, 9)));
}

function isBsn(digits: string): boolean {
  const padded = digits.padStart(9, '0');
  return Number(digits) > 0 && weightedSum(padded, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
}

/** `YYMMDDNNNCC`; who was born from 2000 on has a 2 before the nine digits when the check is reckoned. Months may have 20 or 40 added. */
function isRijksregisternummer(digits: string): boolean {
  const check = numberAt(digits, 9, 2);
  const isRight = 97 - remainder(digits.slice(0, 9), 97) === check || 97 - remainder(`2${digits.slice(0, 9)}`, 97) === check;
  return isRight && isDay(numberAt(digits, 2, 2) % 20, numberAt(digits, 4, 2));
}

/** The check digit of article numbers (GS1 General Specifications section 7.9). */
function isEan13(digits: string): boolean {
  return weightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}
