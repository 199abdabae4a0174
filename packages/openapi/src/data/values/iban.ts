import { isDigit, isLetter } from '../../validate/schema/formats/characters.ts';
import { mod97 } from '../checks/modulo.ts';

/** Length of an IBAN by country, as the registry of ISO 13616 (release 99) lists it. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23
  GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28
  NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

export function isIban(code: string): boolean {
  if (LENGTHS.get(code.slice(0, 2)) !== code.length || !isDigit(code.charCodeAt(2)) || !isDigit(code.charCodeAt(3))) return false;
  return mod97(code.slice(4) + code.slice(0, 4));
}

/** Codes of ISO 3166-1 for the countries of banks: those with IBANs, and others. */
const COUNTRIES = new Set([
  ...LENGTHS.keys(),
  ...'US CA MX AR CL CO PE UY VE BO EC PY PA AU NZ CN HK TW JP KR IN SG MY TH ID PH VN ZA NG KE GH MA DZ SN CI CM TZ UG ET LK BD NP MM KH AM UZ KG JM TT BS BB KY BM IR IM JE GG MO'.split(
    ' ',
  ),
]);

/** A business identifier code: four letters, a country, two and perhaps three more (ISO 9362). */
export function isBic(code: string): boolean {
  if (code.length !== 8 && code.length !== 11) return false;
  for (let index = 0; index < 4; index++) if (!isLetter(code.charCodeAt(index))) return false;
  return COUNTRIES.has(code.slice(4, 6));
}
