const LONGEST_TYPE = 128;
/** A stream of events has no end that could be waited for. */
const ENDLESS = 'text/event-stream';

/** Tells whether a `Content-Type` is among media types such as `text/html`, `text/*` and `application/*+json`. No type is among none. */
export function mediaTypeTest(types: readonly string[]): (contentType: string | undefined) => boolean {
  const exact = new Set(types.filter((type) => !type.includes('*')));
  const open = types.flatMap((type) => {
    const star = type.indexOf('*');
    return star === -1 ? [] : [{ start: type.slice(0, star), end: type.slice(star + 1) }];
  });
  return (contentType) => {
    const type = (contentType ?? '').slice(0, LONGEST_TYPE).split(';', 1)[0]?.trim().toLowerCase() ?? '';
    if (type === '' || type === ENDLESS) return false;
    return (
      exact.has(type) ||
      open.some(({ start, end }) => type.length > start.length + end.length && type.startsWith(start) && type.endsWith(end))
    );
  };
}
