/** Keywords without effect on which file stands where. */
const IGNORED = /^(atime|ctime|mtime|uid|gid|uname|gname|comment|SCHILY\..+|LIBARCHIVE\..+)$/;

/**
 * The `path` in the records of a pax header (POSIX.1-2001, `LENGTH KEYWORD=VALUE\n`); undefined where there is none. Throws an Error for
 * records that are not well formed, and for keywords that would make another file of the entry, or of all entries.
 */
export function paxPath(content: Uint8Array, global: boolean): string | undefined {
  const text = Buffer.from(content).toString('latin1');
  let path: string | undefined;
  for (let offset = 0; offset < text.length; ) {
    const length = Number(/^([1-9]\d{0,5}) /.exec(text.slice(offset, offset + 8))?.[1]);
    const record = text.slice(offset, offset + length);
    const [, keyword = '', value = ''] = /^\d+ ([^=\n]+)=([\s\S]*)\n$/.exec(record) ?? [];
    if (Number.isNaN(length) || record.length !== length || keyword === '') throw new Error('a pax header of the archive is damaged');
    offset += length;
    if (keyword === 'path' && !global && path === undefined) path = value;
    else if (!IGNORED.test(keyword))
      throw new Error(`the archive holds ${JSON.stringify(keyword)} in a pax header, which is not supported there`);
  }
  return path;
}
