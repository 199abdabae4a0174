import { isDigit } from '../../validate/schema/formats/characters.ts';
import type { DataClass } from '../data-class.ts';
import { LAW } from './laws.ts';

const shared = { family: 'document', sensitivity: 'high', law: LAW.personal, alone: false, mask: 'ends' } as const;

/** Documents whose numbers nobody can tell by their form alone. */
export const DOCUMENTS: readonly DataClass[] = [
  {
    ...shared,
    id: 'passport',
    title: 'Passport number',
    names: [
      'passport',
      'passport number',
      'passport no',
      'passport id',
      'reisepass',
      'reisepassnummer',
      'passnummer',
      'passeport',
      'numero passeport',
      'pasaporte',
      'numero pasaporte',
      'passaporto',
      'passaporte',
      'paspoort',
      'paspoortnummer',
      'passi',
      'paszport',
    ],
    hints: [
      { of: 'document', names: ['number', 'no', 'nummer', 'numero'] },
      'document number',
      'travel document number',
      'identity document',
    ],
    notWith: ['country', 'expiry', 'expires', 'expiration', 'issued', 'type', 'valid', 'authority', 'strategy'],
    values: [
      { form: 'code', least: 6, most: 12, chance: 0.25, fits: (code) => digitsIn(code) >= 4 },
      { form: 'digits', least: 7, most: 10, chance: 0.5, fits: (digits) => new Set(digits).size > 2 },
    ],
    examples: { fit: ['C01X00T47', 'X1234567', '533380006'], other: ['passport', 'A1', '0000000', 'DE', '2030-01-01T00:00:00Z'] },
  },
  {
    ...shared,
    id: 'driving-licence',
    title: 'Driving licence number',
    sensitivity: 'medium',
    names: [
      'driving licence',
      'driving license',
      'drivers licence',
      'drivers license',
      'driver license',
      'driver licence',
      'driver license number',
      'driving licence number',
      'licence number driver',
      'dl number',
      'fuehrerschein',
      'fuehrerscheinnummer',
      'permis conduire',
      'numero permis',
      'permiso conducir',
      'patente guida',
      'rijbewijs',
      'rijbewijsnummer',
      'korkort',
    ],
    hints: [{ of: 'person', names: ['license number', 'licence number', 'license', 'licence'] }],
    notWith: ['class', 'expiry', 'expires', 'state', 'type', 'key'],
    values: [
      { form: 'code', least: 6, most: 20, chance: 0.25, fits: (code) => digitsIn(code) >= 4 },
      { form: 'digits', least: 7, most: 14, chance: 0.5, fits: (digits) => new Set(digits).size > 2 },
    ],
    examples: { fit: ['MORGA657054SM9IJ', 'B072RRE2I55', '99999012'], other: ['B', 'valid', '1111111'] },
  },
];

function digitsIn(code: string): number {
  let count = 0;
  for (let index = 0; index < code.length; index++) if (isDigit(code.charCodeAt(index))) count++;
  return count;
}
