import { isLetter, runEnd } from '../../validate/schema/formats/characters.ts';
import { isEmail } from '../../validate/schema/formats/email.ts';

/** Names of files that are written like addresses: `icon@2x.png`. */
const FILE_ENDINGS = new Set([
  'png',
  'jpg',
  'jpeg',
  'gif',
  'webp',
  'svg',
  'css',
  'js',
  'mjs',
  'ts',
  'json',
  'html',
  'pdf',
  'zip',
  'local',
  'internal',
]);

/** A mailbox at a public domain: the last label is letters, and no ending of files. */
export function isEmailAddress(text: string): boolean {
  if (!isEmail(text)) return false;
  const dot = text.lastIndexOf('.');
  if (dot < text.indexOf('@')) return false;
  const last = text.slice(dot + 1).toLowerCase();
  const isDomain = last.startsWith('xn--') || (last.length >= 2 && runEnd(last, isLetter, 0) === last.length);
  return isDomain && !FILE_ENDINGS.has(last);
}
