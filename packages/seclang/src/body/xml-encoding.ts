import { BodyError } from './body-error.ts';

/** A declaration is short; the name of the encoding is looked for no further. */
const DECLARATION_BYTES = 200;

/**
 * The text of an XML document: by its declaration UTF-8 (also when it names none), US-ASCII or ISO-8859-1. Any other encoding is refused,
 * as a rule that looks for `<script` would not see it in UTF-16 or UTF-7. Throws `BodyError`.
 */
export function decodeXml(body: string): string {
  const encoding = declaredEncoding(body);
  if (encoding === 'iso-8859-1') return body;
  if (encoding !== undefined && encoding !== 'utf-8' && encoding !== 'us-ascii') {
    throw new BodyError('The XML document declares an encoding that is not read: send it as UTF-8');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body, 'latin1'));
  } catch {
    throw new BodyError('The XML document is not UTF-8, and declares no other encoding');
  }
}

/** The encoding that the declaration names, in lower case. */
function declaredEncoding(body: string): string | undefined {
  const start = body.startsWith('\xef\xbb\xbf') ? 3 : 0;
  if (!body.startsWith('<?xml', start)) return undefined;
  const declaration = body.slice(start, start + DECLARATION_BYTES).split('?>', 1)[0] ?? '';
  const name = declaration.indexOf('encoding');
  if (name < 0) return undefined;
  const [, value = ''] = declaration.slice(name).split('=', 2);
  const quoted = value.trimStart();
  const end = quoted.indexOf(quoted.charAt(0), 1);
  return quoted.slice(1, end < 0 ? undefined : end).toLowerCase();
}
