import type { Format } from 'ajv';

import { isEmail } from './email.ts';
import { isHostname, isIpv4, isIpv6 } from './host.ts';
import { isInternationalEmail, isIri, isIriReference } from './international.ts';
import { isBase64, isJsonPointer, isRegularExpression, isRelativeJsonPointer, isUuid } from './text.ts';
import { isDate, isDateTime, isDuration, isTime } from './time.ts';
import { isUri, isUriReference } from './uri.ts';
import { isUriTemplate } from './uri-template.ts';

/** A format of strings that is checked in time linear in the text. */
export type TextFormat = (text: string) => boolean;

export const TEXT_FORMATS: Readonly<Record<string, TextFormat>> = {
  'date-time': isDateTime,
  date: isDate,
  time: isTime,
  duration: isDuration,
  email: isEmail,
  'idn-email': isInternationalEmail,
  hostname: isHostname,
  ipv4: isIpv4,
  ipv6: isIpv6,
  uri: isUri,
  'uri-reference': isUriReference,
  iri: isIri,
  'iri-reference': isIriReference,
  'uri-template': isUriTemplate,
  uuid: isUuid,
  'json-pointer': isJsonPointer,
  'relative-json-pointer': isRelativeJsonPointer,
  regex: isRegularExpression,
  byte: isBase64,
};

const isInt32 = (value: number): boolean => Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;
/** Numbers arrive in double precision: one that rounds to 2^63 may have been the greatest of 64 bits. */
const isInt64 = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= 2 ** 63;

/** The formats that are checked; others only say what a value is for. */
export const FORMATS: Readonly<Record<string, Format>> = {
  ...TEXT_FORMATS,
  int32: { type: 'number', validate: isInt32 },
  int64: { type: 'number', validate: isInt64 },
  float: { type: 'number', validate: Number.isFinite },
  double: { type: 'number', validate: Number.isFinite },
  password: true,
  binary: true,
};
