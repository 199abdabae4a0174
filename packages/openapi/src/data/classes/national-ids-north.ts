import { isDay, isDayAt, numberAt } from '../checks/calendar.ts';
import { luhn } from '../checks/luhn.ts';
import { remainder, weightedSum } from '../checks/modulo.ts';
import type { DataClass } from '../data-class.ts';
import { shaped } from '../values/shaped.ts';
import { LAW } from './laws.ts';

const shared = { family: 'national-id', sensitivity: 'high', law: LAW.nationalId, alone: false, mask: 'ends' } as const;

/** Scandinavia, Finland, Poland. */
export const NATIONAL_IDS_NORTH: readonly DataClass[] = [
  {
    ...shared,
    id: 'se-personal-number',
    title: 'Swedish personnummer',
    names: ['personnummer', 'person nummer', 'swedish personal number', 'samordningsnummer'],
    hints: ['personal number', 'national id', 'pnr', 'ssn', 'identity number'],
    values: [
      { form: 'digits', least: 10, most: 10, chance: 0.01, fits: isPersonnummer },
      {
        form: 'digits',
        least: 12,
        most: 12,
        chance: 0.002,
        fits: (digits) => ['19', '20'].includes(digits.slice(0, 2)) && isPersonnummer(digits.slice(2)),
      },
    ],
    examples: { fit: ['811228-9874', '198112289874', '670919-9530'], other: ['811228-9873', '811328-9874', '0000000000'] },
  },
  {
    ...shared,
    id: 'no-birth-number',
    title: 'Norwegian fødselsnummer',
    names: ['fodselsnummer', 'foedselsnummer', 'personnummer', 'norwegian national id', 'd nummer'],
    hints: ['national id', 'fnr', 'ssn', 'identity number'],
    values: [{ form: 'digits', least: 11, most: 11, chance: 0.002, fits: isFodselsnummer }],
    examples: { fit: ['13097248022', '29029600013'], other: ['13097248023', '13137248022', '11111111111'] },
  },
  {
    ...shared,
    id: 'dk-cpr',
    title: 'Danish CPR number',
    names: ['cpr', 'cpr nummer', 'cpr number', 'personnummer', 'cprnr'],
    hints: ['national id', 'ssn', 'identity number'],
    // There are numbers without a valid check digit since 2007: the date is all that can be checked.
    values: [{ form: 'digits', least: 10, most: 10, chance: 0.04, fits: (digits) => isDayAt(digits, 2, 0) }],
    examples: { fit: ['070761-4285', '0707614285'], other: ['320761-4285', '071361-4285', '0000000000'] },
  },
  {
    ...shared,
    id: 'fi-personal-code',
    title: 'Finnish henkilötunnus',
    names: ['henkilotunnus', 'hetu', 'sotu', 'finnish personal identity code'],
    hints: ['national id', 'personal identity code', 'ssn', 'identity number'],
    values: [{ form: 'text', least: 11, most: 11, chance: 1e-4, fits: isHenkilotunnus }],
    examples: { fit: ['131052-308T', '131052A308T', '131052Y308T'], other: ['131052-308U', '311352-308T', '131052+30T', '131052_308T'] },
  },
  {
    ...shared,
    id: 'pl-pesel',
    title: 'Polish PESEL',
    names: ['pesel', 'numer pesel', 'pesel number'],
    hints: ['national id', 'personal number', 'identity number'],
    values: [{ form: 'digits', least: 11, most: 11, chance: 0.02, fits: isPesel }],
    examples: { fit: ['44051401359', '02070803628'], other: ['44051401358', '44131401359', '00000000000'] },
  },
];

/** `YYMMDDNNNC`; coordination numbers add 60 to the day. The last digit is by Luhn. */
function isPersonnummer(digits: string): boolean {
  const day = numberAt(digits, 4, 2);
  return isDay(numberAt(digits, 2, 2), day > 60 ? day - 60 : day) && luhn(digits);
}

/** `DDMMYYNNNCC`; D-numbers add 40 to the day, synthetic ones 40 or 80 to the month. Both check digits are sums modulo 11. */
function isFodselsnummer(digits: string): boolean {
  const day = numberAt(digits, 0, 2);
  const month = numberAt(digits, 2, 2) % 40;
  if (!isDay(month, day > 40 ? day - 40 : day)) return false;
  return (
    weightedSum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 === 0 && weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0
  );
}

const FINNISH_CHECKS = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** `DDMMYYsNNNc` with the sign of the century; the check is what remains of all nine digits divided by 31. */
function isHenkilotunnus(text: string): boolean {
  const code = text.toUpperCase();
  if (!shaped(code.slice(0, 6), '999999') || !'+-ABCDEFUVWXY'.includes(code[6] ?? '_') || !shaped(code.slice(7, 10), '999')) return false;
  return isDayAt(code, 2, 0) && FINNISH_CHECKS[remainder(code.slice(0, 6) + code.slice(7, 10), 31)] === code[10];
}

/** `YYMMDDNNNNC`; the month tells the century by 20 added. */
function isPesel(digits: string): boolean {
  return isDay(numberAt(digits, 2, 2) % 20, numberAt(digits, 4, 2)) && weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0;
}
