import type { Draw } from '../draw.ts';

const FIRST =
  'Ana Ben Chloe Dev Elena Farid Greta Hugo Ines Jonas Katya Luca Maja Nuno Olga Paul Quinn Rosa Sven Tara Umar Vera Wim Xenia Yara Zoe Aoi Bruno Carla Diego Emma Filip Gita Hana Ivan Julia Karl Lena Marco Nina Oscar Priya Rahul Sofia Tom'.split(
    ' ',
  );
const LAST =
  "Silva Okafor Martin Patel Novak Meyer Rossi Jansen Kowalski Dupont Smith Tanaka Costa Weber Moreau Jones Bakker Nowak Lopes Schulz Garcia Brown Kim Singh Haas Leroy Evans Visser Wood Peeters O'Brien Sato Ferreira Krause Petit Taylor Mulder Wolf Santos Kaya".split(
    ' ',
  );
const CITIES: Readonly<Record<string, readonly string[]>> = {
  DE: ['Berlin', 'Hamburg', 'Munich', 'Leipzig'],
  FR: ['Lyon', 'Paris', 'Nantes'],
  GB: ['Leeds', 'London', 'Bristol'],
  NL: ['Utrecht', 'Rotterdam'],
  PT: ['Porto', 'Lisbon'],
  PL: ['Poznan', 'Gdansk'],
  US: ['Austin', 'Denver', 'Boston'],
  BR: ['Recife', 'Curitiba'],
  IN: ['Pune', 'Delhi'],
  JP: ['Osaka', 'Kobe'],
};
const WORDS =
  'parcel invoice late broken order delivery mug lamp password login address refund account meter gateway export screen slow error page update report missing wrong change request device sensor reading customer payment limit'.split(
    ' ',
  );

/** A name, and the user name that comes of it, hardly ever the same twice. */
export function personName(draw: Draw): { readonly name: string; readonly username: string } {
  const first = draw.among(FIRST) ?? 'Ana';
  const last = draw.among(LAST) ?? 'Silva';
  return { name: `${first} ${last}`, username: `${first}.${last.replace("'", '')}${draw.integer(1, 9999)}`.toLowerCase() };
}

export function city(draw: Draw, country: string): string {
  return draw.among(CITIES[country] ?? ['Berlin']) ?? 'Berlin';
}

/** A few words in a row, as people write them. */
export function words(draw: Draw, least: number, most: number): string {
  const text = Array.from({ length: draw.integer(least, most) }, () => draw.among(WORDS) ?? '').join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
