import { parseUnicodeMap } from '../transformations/unicode-map.ts';
import type { Settings } from './settings.ts';

/** Reads a file that a directive names, relative to the directive's own file. Throws when there is none. */
export type ReadData = (file: string) => string;

/** Writes down what a directive says. Throws an Error that says which arguments it takes. */
export type ApplyDirective = (settings: Settings, values: readonly string[], readData: ReadData) => void;

/** The directives that change a setting, by their name. */
export const settingDirectives: Readonly<Record<string, ApplyDirective>> = {
  SecRuleEngine: (settings, values) => {
    settings.engine = choice(values, ['On', 'Off', 'DetectionOnly']);
  },
  SecRequestBodyAccess: (settings, values) => {
    settings.requestBodyAccess = onOff(values);
  },
  SecRequestBodyLimit: (settings, values) => {
    settings.requestBodyLimitBytes = whole(values, 1, 1 << 30);
  },
  SecRequestBodyNoFilesLimit: (settings, values) => {
    settings.requestBodyNoFilesLimitBytes = whole(values, 1, 1 << 30);
  },
  SecRequestBodyLimitAction: (settings, values) => {
    settings.requestBodyLimitAction = choice(values, ['Reject', 'ProcessPartial']);
  },
  SecRequestBodyJsonDepthLimit: (settings, values) => {
    settings.requestBodyJsonDepthLimit = whole(values, 1, 100_000);
  },
  SecArgumentsLimit: (settings, values) => {
    settings.argumentsLimit = whole(values, 1, 100_000);
  },
  SecArgumentSeparator: (settings, values) => {
    settings.argumentSeparator = separator(values);
  },
  SecCookieFormat: (settings, values) => {
    settings.cookieFormat = choice(values, ['0', '1']) === '0' ? 0 : 1;
  },
  SecCookieV0Separator: (settings, values) => {
    settings.cookieSeparator = separator(values);
  },
  SecUnicodeMapFile: (settings, values, readData) => {
    settings.bestFit = unicodeMap(values, readData);
  },
  SecUploadFileLimit: (settings, values) => {
    settings.uploadFileLimit = whole(values, 1, 100_000);
  },
  SecResponseBodyAccess: (settings, values) => {
    settings.responseBodyAccess = onOff(values);
  },
  SecResponseBodyLimit: (settings, values) => {
    settings.responseBodyLimitBytes = whole(values, 1, 1 << 30);
  },
  SecResponseBodyLimitAction: (settings, values) => {
    settings.responseBodyLimitAction = choice(values, ['Reject', 'ProcessPartial']);
  },
  SecResponseBodyMimeType: (settings, values) => {
    settings.responseBodyMimeTypes = new Set([...settings.responseBodyMimeTypes, ...values.map((value) => value.toLowerCase())]);
  },
  SecResponseBodyMimeTypesClear: (settings) => {
    settings.responseBodyMimeTypes = new Set();
  },
  SecCollectionTimeout: (settings, values) => {
    settings.collectionTimeoutSeconds = whole(values, 0, 1 << 30);
  },
  SecAuditEngine: (settings, values) => {
    settings.audit = choice(values, ['On', 'Off', 'RelevantOnly']);
  },
  SecAuditLogParts: (settings, values) => {
    const [value = ''] = values;
    if (!/^A[B-K]*Z$/.test(value)) throw new Error(`takes A, letters from B to K, and Z; found "${value}"`);
    settings.auditParts = value;
  },
  SecAuditLogFormat: (settings, values) => {
    settings.auditFormat = choice(values, ['JSON', 'Native']);
  },
  SecAuditLogRelevantStatus: (settings, values) => {
    const pattern = new RegExp(values[0] ?? '');
    settings.auditRelevantStatus = Uint8Array.from({ length: 1000 }, (_, status) =>
      status >= 100 && pattern.test(String(status)) ? 1 : 0,
    );
  },
  SecComponentSignature: (settings, values) => {
    settings.componentSignatures.push(values[0] ?? '');
  },
};

function choice<const T extends string>(values: readonly string[], allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate.toLowerCase() === values[0]?.toLowerCase());
  if (found === undefined || values.length !== 1) throw new Error(`takes one of ${allowed.join(', ')}; found "${values.join(' ')}"`);
  return found;
}

function onOff(values: readonly string[]): boolean {
  return choice(values, ['On', 'Off']) === 'On';
}

function whole(values: readonly string[], low: number, high: number): number {
  const value = /^\d{1,15}$/.test(values[0] ?? '') ? Number(values[0]) : Number.NaN;
  if (values.length !== 1 || !(value >= low && value <= high)) {
    throw new Error(`takes a whole number from ${low} to ${high}; found "${values.join(' ')}"`);
  }
  return value;
}

/** One byte that can part arguments or cookies: one of a name, an escape or a value would make other arguments of honest ones. */
function separator(values: readonly string[]): string {
  const [value = ''] = values;
  if (values.length !== 1 || !/^[&;,|^!:~#/?$*]$/.test(value)) {
    throw new Error(`takes one of the characters & ; , | ^ ! : ~ # / ? $ *; found "${values.join(' ')}"`);
  }
  return value;
}

/** The code page whose map is built in, so that it needs no file. */
const BUILT_IN_CODE_PAGE = 20_127;

function unicodeMap(values: readonly string[], readData: ReadData): Settings['bestFit'] {
  const [file = '', page = ''] = values;
  if (values.length !== 2 || !/^\d{1,6}$/.test(page)) {
    throw new Error(`takes a file and the number of a code page, as in unicode.mapping 20127; found "${values.join(' ')}"`);
  }
  let text: string;
  try {
    text = readData(file);
  } catch (error) {
    if (Number(page) === BUILT_IN_CODE_PAGE) return undefined;
    throw new Error(`cannot read ${file}; only the map of code page ${BUILT_IN_CODE_PAGE} is built in`, { cause: error });
  }
  return parseUnicodeMap(text, Number(page));
}
