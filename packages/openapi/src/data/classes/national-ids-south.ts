import { numberAt } from '../checks/calendar.ts';
import { alphanumericValue, remainder, weightedSum } from '../checks/modulo.ts';
import type { DataClass } from '../data-class.ts';
import { shaped } from '../values/shaped.ts';
import { LAW } from './laws.ts';

const shared = { family: 'national-id', sensitivity: 'high', law: LAW.nationalId, alone: false, mask: 'ends' } as const;

/** France, Spain, Italy, Portugal, Turkey. */
export const NATIONAL_IDS_SOUTH: readonly DataClass[] = [
  {
    ...shared,
    id: 'fr-nir',
    title: 'French NIR (numéro de sécurité sociale)',
    names: ['nir', 'numero securite sociale', 'numero de securite sociale', 'securite sociale', 'num secu', 'numero secu', 'insee number'],
    hints: ['social security number', 'ssn', 'national id'],
    values: [
      { form: 'digits', least: 15, most: 15, chance: 3e-4, fits: isNir },
      { form: 'code', least: 15, most: 15, chance: 3e-4, fits: isNir },
    ],
    alone: true,
    examples: { fit: ['255081416802538', '2 55 08 14 168 025 38'], other: ['255081416802539', '955081416802538', '255991416802538'] },
  },
  {
    ...shared,
    id: 'es-dni',
    title: 'Spanish DNI or NIE',
    names: ['dni', 'nie', 'nif', 'documento nacional identidad', 'numero identidad extranjero', 'dni nie', 'nif nie'],
    hints: ['national id', 'tax id', 'identity number', 'document number'],
    values: [{ form: 'code', least: 9, most: 9, chance: 0.01, fits: isDni }],
    examples: { fit: ['12345678Z', '12.345.678-Z', 'X1234567L', 'x-1234567-l'], other: ['12345678A', 'W1234567L', '123456789'] },
  },
  {
    ...shared,
    id: 'it-codice-fiscale',
    title: 'Italian codice fiscale',
    names: ['codice fiscale', 'cod fiscale', 'codfisc', 'italian tax code'],
    hints: ['tax id', 'tax code', 'fiscal code', 'cf'],
    values: [{ form: 'code', least: 16, most: 16, chance: 1e-4, fits: isCodiceFiscale }],
    alone: true,
    examples: {
      fit: ['RSSMRA85T10A562S', 'MRTMTT25D09F205Z'],
      other: ['RSSMRA85T10A562T', 'RSSMRA85Z10A562S', 'ABCDEFGHIJKLMNOP', '0123456789ABCDEF'],
    },
  },
  {
    ...shared,
    id: 'pt-nif',
    title: 'Portuguese NIF',
    names: ['nif', 'numero contribuinte', 'contribuinte', 'numero identificacao fiscal'],
    hints: ['tax id', 'tax number', 'vat number', 'national id'],
    values: [{ form: 'digits', least: 9, most: 9, chance: 0.06, fits: isNif }],
    examples: { fit: ['123456789', '501964843'], other: ['123456788', '012345678'] },
  },
  {
    ...shared,
    id: 'tr-tckn',
    title: 'Turkish identity number',
    names: ['tckn', 'tc kimlik', 'tc kimlik no', 'kimlik no', 'kimlik numarasi', 'tc no'],
    hints: ['national id', 'identity number', 'ssn'],
    values: [{ form: 'digits', least: 11, most: 11, chance: 0.01, fits: isTckn }],
    examples: { fit: ['10000000146', '19191919190'], other: ['10000000147', '01000000146', '12345678901'] },
  },
];

/** Sex, year, month (or 20 and more where it is unknown), department, place, number, and 97 less what remains divided by 97; Corsica has letters. */
function isNir(code: string): boolean {
  const department = code.slice(5, 7);
  const digits =
    department === '2A' ? `${code.slice(0, 5)}19${code.slice(7)}` : department === '2B' ? `${code.slice(0, 5)}18${code.slice(7)}` : code;
  if (!shaped(digits, '999999999999999') || !'123478'.includes(digits[0] ?? '')) return false;
  const month = numberAt(digits, 3, 2);
  const isMonth = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
  return isMonth && month !== 99 && 97 - remainder(digits.slice(0, 13), 97) === numberAt(digits, 13, 2);
}

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

function isDni(code: string): boolean {
  const foreigner = 'XYZ'.indexOf(code[0] ?? '_');
  const digits = foreigner === -1 ? code.slice(0, 8) : foreigner + code.slice(1, 8);
  return shaped(digits, '99999999') && DNI_LETTERS[Number(digits) % 23] === code[8];
}

/** What a character counts at an odd place, digits and letters alike (Decreto Ministeriale of 23 December 1976). */
const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23] as const;
/** Digits are written as these letters where two people would have the same code. */
const CODICE_SHAPE = 'AAAAAAXXAXXAXXXA';

function isCodiceFiscale(code: string): boolean {
  if (!shaped(code, CODICE_SHAPE) || !'ABCDEHLMPRST'.includes(code[8] ?? '_')) return false;
  if (![6, 7, 9, 10, 12, 13, 14].every((index) => '0123456789LMNPQRSTUV'.includes(code[index] ?? '_'))) return false;
  let sum = 0;
  for (let index = 0; index < 15; index++) {
    const value = alphanumericValue(code, index);
    const place = value > 9 ? value - 10 : value;
    sum += index % 2 === 0 ? (ODD[place] ?? 0) : place;
  }
  return code.charCodeAt(15) - 0x41 === sum % 26;
}

function isNif(digits: string): boolean {
  const check = 11 - (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return '1235689'.includes(digits[0] ?? '_') && (check > 9 ? 0 : check) === numberAt(digits, 8, 1);
}

function isTckn(digits: string): boolean {
  const odd = weightedSum(digits, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weightedSum(digits, [0, 1, 0, 1, 0, 1, 0, 1]);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return !digits.startsWith('0') && tenth === numberAt(digits, 9, 1) && (odd + even + tenth) % 10 === numberAt(digits, 10, 1);
}
