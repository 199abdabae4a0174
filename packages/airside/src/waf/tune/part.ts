/** The part of a request that an exclusion can name. `rule`: none can, so the rule would have to be left out as a whole. */
export type Part =
  | { readonly kind: 'parameter' | 'header' | 'cookie'; readonly name: string }
  | { readonly kind: 'path' }
  | { readonly kind: 'rule'; readonly variable: string }
  | { readonly kind: 'never'; readonly variable: string; readonly why: string };

const NAMED: Readonly<Record<string, 'parameter' | 'header' | 'cookie'>> = {
  ARGS: 'parameter',
  ARGS_GET: 'parameter',
  ARGS_POST: 'parameter',
  ARGS_NAMES: 'parameter',
  ARGS_GET_NAMES: 'parameter',
  ARGS_POST_NAMES: 'parameter',
  REQUEST_HEADERS: 'header',
  REQUEST_HEADERS_NAMES: 'header',
  REQUEST_COOKIES: 'cookie',
  REQUEST_COOKIES_NAMES: 'cookie',
};
const WRITABLE = {
  parameter: /^[A-Za-z0-9_.[\]*-]{1,100}$/,
  header: /^[A-Za-z0-9!#$&^_.~-]{1,100}$/,
  cookie: /^[A-Za-z0-9!#$&^_.~-]{1,100}$/,
};
const UNREADABLE = /^(?:REQBODY_|MULTIPART_(?!FILENAME$|NAME$|PART_HEADERS$)|INBOUND_DATA_ERROR$|URLENCODED_ERROR$)/;
const MEMORY = new Set(['IP', 'GLOBAL', 'RESOURCE', 'SESSION', 'USER']);

/**
 * Where a rule matched, from the name of the variable as exchanges tell it; undefined for what rules say to each other (`TX`): a consequence
 * of other matches.
 */
export function partOf(variable: string): Part | undefined {
  const colon = variable.indexOf(':');
  const collection = (colon === -1 ? variable : variable.slice(0, colon)).toUpperCase();
  if (collection === 'TX' || collection === '&TX' || collection === '') return undefined;
  if (UNREADABLE.test(collection)) {
    return {
      kind: 'never',
      variable: collection,
      why: 'a body that cannot be read hides what is in it; mend the client or its Content-Type',
    };
  }
  if (MEMORY.has(collection))
    return { kind: 'never', variable: collection, why: 'it counts over several requests; change the rule that counts' };
  const kind = colon === -1 ? undefined : NAMED[collection];
  if (kind !== undefined) return named(kind, collection, variable.slice(colon + 1));
  if (collection === 'REQUEST_FILENAME' || collection === 'REQUEST_BASENAME') return { kind: 'path' };
  return { kind: 'rule', variable: collection };
}

/** A part in words: `parameter order.note`. */
export function partText(part: Part): string {
  if (part.kind === 'path') return 'the path';
  return 'name' in part ? `${part.kind} ${part.name}` : part.variable;
}

function named(kind: 'parameter' | 'header' | 'cookie', collection: string, written: string): Part {
  const name = kind === 'parameter' ? parameterName(written) : kind === 'header' ? written.toLowerCase() : written;
  if (WRITABLE[kind].test(name)) return { kind, name };
  return {
    kind: 'never',
    variable: collection,
    why: 'the name of the variable holds characters that no exclusion can name, or is too long',
  };
}

/** As the configuration names it: without the `json` that members of a JSON body begin with, and with `*` for the entries of a list. */
function parameterName(written: string): string {
  if (!written.startsWith('json.')) return written;
  return written
    .slice('json.'.length)
    .split('.')
    .map((part) => (/^array_\d+$/.test(part) ? '*' : part))
    .join('.');
}
