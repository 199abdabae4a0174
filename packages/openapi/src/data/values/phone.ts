import { isDigit } from '../../validate/schema/formats/characters.ts';
import { isIpv4 } from '../../validate/schema/formats/host.ts';

/** Country calling codes of ITU-T E.164, those of one, two and three digits; written without what is not assigned. */
const CALLING_CODES = new Set(
  `1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98 211 212 213
  216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254
  255 256 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377
  378 380 381 382 383 385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675
  676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 800 808 850 852 853 855 856 870 878 880 881 882 883 886 888 960 961 962 963 964 965
  966 967 968 970 971 972 973 974 975 976 977 979 992 993 994 995 996 998`.split(/\s+/),
);

/** Fewest digits behind a `+` that reach anybody, and most that E.164 section 6.2.1 allows. */
const FEWEST = 8;
const MOST = 15;

/** A number with `+` and calling code, with single separators and a `(0)` where people write them. */
export function isInternationalPhone(text: string): boolean {
  if (!text.startsWith('+')) return false;
  const digits = digitsOf(text.slice(1).replace('(0)', ''));
  return digits !== undefined && digits.length >= FEWEST && digits.length <= MOST && hasCallingCode(digits) && isVaried(digits);
}

/** A number as it is written within a country, or with `00`: 7 to 15 digits with separators, not all the same, and no date. */
export function isNationalPhone(text: string): boolean {
  const digits = digitsOf(text.replace('(0)', '0'));
  if (digits === undefined || digits.length < 7 || digits.length > MOST || !isVaried(digits) || isDate(text) || isIpv4(text)) return false;
  return !digits.startsWith('00') || (digits.length >= FEWEST + 2 && hasCallingCode(digits.slice(2)));
}

function hasCallingCode(digits: string): boolean {
  return CALLING_CODES.has(digits.slice(0, 1)) || CALLING_CODES.has(digits.slice(0, 2)) || CALLING_CODES.has(digits.slice(0, 3));
}

/** The digits of a text that has nothing else but separators, in twos at most, and brackets. */
function digitsOf(text: string): string | undefined {
  let digits = '';
  let separators = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isDigit(code)) {
      digits += text[index];
      separators = 0;
    } else if (' -./()'.includes(text[index] ?? 'x') && separators < 2) separators++;
    else return undefined;
  }
  return digits;
}

/** Three different digits at least: `0000000` and `1212121` are what people type to get on. */
function isVaried(digits: string): boolean {
  return new Set(digits).size >= 3;
}

function isDate(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return text.length === 10 && text[4] === '-' && text[7] === '-' && year >= 1800 && year <= 2200;
}
