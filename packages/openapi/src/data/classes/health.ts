import { isDigit, isLetter } from '../../validate/schema/formats/characters.ts';
import { weightedSum } from '../checks/modulo.ts';
import type { DataClass } from '../data-class.ts';
import { LAW } from './laws.ts';

const shared = { family: 'health', sensitivity: 'high', law: LAW.health, alone: false, mask: 'ends' } as const;

export const HEALTH: readonly DataClass[] = [
  {
    ...shared,
    id: 'nhs-number',
    title: 'NHS number',
    names: ['nhs number', 'nhs no', 'nhs', 'nhs id'],
    hints: ['patient number', 'patient id', 'health number'],
    values: [{ form: 'digits', least: 10, most: 10, chance: 1 / 11, fits: isNhsNumber }],
    examples: { fit: ['943 476 5919', '9434765919', '4010232137'], other: ['9434765918', '0000000000'] },
  },
  {
    ...shared,
    id: 'au-medicare',
    title: 'Australian Medicare number',
    names: ['medicare', 'medicare number', 'medicare no', 'medicare card number'],
    hints: ['health insurance number', 'patient number'],
    values: [{ form: 'digits', least: 10, most: 11, chance: 0.05, fits: isMedicare }],
    examples: { fit: ['2123 45670 1', '21234567011'], other: ['2123456711', '1123456701', '9123456701'] },
  },
  {
    ...shared,
    id: 'health-insurance-number',
    title: 'Number of a health insurance',
    names: [
      'health insurance number',
      'health insurance id',
      'insurance member id',
      'krankenversicherungsnummer',
      'versichertennummer',
      'kvnr',
      'kv nummer',
      'versichertennr',
      'numero assure',
      'medicaid id',
      'medicaid number',
      'mbi',
      'medicare beneficiary identifier',
      'health card number',
      'ehic number',
      'tessera sanitaria',
    ],
    hints: [
      { of: 'insurance', names: ['member id', 'policy number', 'number', 'id'] },
      'versicherungsnummer',
      'policy number',
      'subscriber id',
    ],
    values: [
      { form: 'code', least: 6, most: 20, chance: 0.25, fits: (code) => hasDigits(code, 4) },
      { form: 'digits', least: 7, most: 20, chance: 0.5, fits: (digits) => new Set(digits).size > 2 },
    ],
    examples: { fit: ['A123456780', '1EG4-TE5-MK73', '80756000123'], other: ['private', 'none', '0000000', '12'] },
  },
  {
    ...shared,
    id: 'diagnosis-code',
    title: 'Diagnosis (ICD-10 code)',
    names: ['icd', 'icd 10', 'icd code', 'icd 10 code', 'diagnosis code', 'diagnose code', 'icd 10 cm', 'diagnoseschluessel'],
    hints: ['diagnosis', 'diagnose', 'diagnostic', 'condition', 'diagnoses', 'code diagnosis'],
    values: [{ form: 'text', least: 3, most: 8, chance: 0.02, fits: isIcd10 }],
    mask: 'nothing',
    examples: { fit: ['E11.9', 'F32', 'S52.521A', 'Z99.2'], other: ['diabetes', 'U', '11.9', 'E1.9', 'E11.'] },
  },
  {
    ...shared,
    id: 'health-condition',
    title: 'State of health in words',
    names: [
      'diagnosis',
      'diagnoses',
      'medical condition',
      'medical history',
      'medication',
      'medications',
      'prescription',
      'allergies',
      'allergy',
      'disability',
      'blood type',
      'blood group',
      'krankheit',
      'diagnose',
      'medikament',
      'medikamente',
      'allergien',
      'blutgruppe',
      'behinderung',
      'maladie',
      'groupe sanguin',
      'alergias',
      'enfermedad',
      'malattia',
      'symptoms',
      'treatment plan',
      'hiv status',
      'pregnancy',
      'vaccination status',
    ],
    hints: [{ of: 'insurance', names: ['condition', 'notes', 'treatment'] }],
    notWith: ['id', 'count', 'type', 'url', 'code', 'system', 'date', 'ai'],
    values: [{ form: 'text', least: 2, most: 400, chance: 0.4, fits: hasWord }],
    mask: 'nothing',
    examples: { fit: ['type 2 diabetes', 'penicillin', 'A+', 'AB negative'], other: ['17', '2026-11-29', '', '1'] },
  },
];

function isNhsNumber(digits: string): boolean {
  const check = 11 - (weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return Number(digits) > 0 && (check === 11 ? 0 : check) === Number(digits[9]);
}

function isMedicare(digits: string): boolean {
  return (
    '23456'.includes(digits[0] ?? '_') && weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8]) && digits[9] !== '0'
  );
}

/** A letter, two characters that begin with a digit, and up to four more behind a dot. */
function isIcd10(text: string): boolean {
  const code = text.toUpperCase();
  if (!isLetter(code.charCodeAt(0)) || !isDigit(code.charCodeAt(1)) || (!isDigit(code.charCodeAt(2)) && !isLetter(code.charCodeAt(2))))
    return false;
  if (code.length === 3) return true;
  if (code[3] !== '.' || code.length < 5 || code.length > 8) return false;
  for (let index = 4; index < code.length; index++) if (!isDigit(code.charCodeAt(index)) && !isLetter(code.charCodeAt(index))) return false;
  return true;
}

function hasDigits(code: string, fewest: number): boolean {
  let digits = 0;
  for (let index = 0; index < code.length; index++) if (isDigit(code.charCodeAt(index))) digits++;
  return digits >= fewest;
}

function hasWord(text: string): boolean {
  return /\p{L}/u.test(text) && text.toLowerCase() !== 'null';
}
