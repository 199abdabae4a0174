import { normalisePath } from './normalise-path.ts';
import { normalisePathWin } from './normalise-path-win.ts';
import { testVectors } from './testing/vectors.ts';

const COMMON: Parameters<typeof testVectors>[1] = [
  ['collapses slashes', '/foo/bar//baz', '/foo/bar/baz'],
  ['removes self-references', '/foo/./bar/.', '/foo/bar'],
  ['removes a segment for each reference to its parent', '/foo/bar/../baz', '/foo/baz'],
  ['does not climb above the root', '/../../etc/passwd', '/etc/passwd'],
  ['keeps references at the start of a relative path', '../../etc/passwd', '../../etc/passwd'],
  ['keeps a final slash', '/foo/bar/', '/foo/bar/'],
  ['adds no final slash, not even for the root', '/foo/..', ''],
  ['finds a path in a relative one', 'dir/foo//bar/./../baz', 'dir/foo/baz'],
  ['empties a lone self-reference', './', ''],
  ['keeps a lone name', 'dir', 'dir'],
  ['keeps dots in names, but reads two at the end of one as the parent', '/a.b/..c/d..', '/a.b/..c'],
  ['leaves an empty value empty', '', ''],
  ['gives NUL no meaning of its own', '/foo/../bar\x00/../etc', '/etc'],
];

testVectors(normalisePath, [...COMMON, ['leaves backslashes', '/foo\\..\\bar', '/foo\\..\\bar']]);

testVectors(normalisePathWin, [
  ...COMMON,
  ['reads backslashes as slashes', '\\foo\\..\\bar\\\\baz', '/bar/baz'],
  ['reads mixed separators as slashes', '//\\x\\./y', '/x/y'],
]);
