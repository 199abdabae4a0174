import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { type Entry, paxRecord, tar, tarGz } from '../../test/tar-archive.ts';
import { MOST_BYTES } from './file-collector.ts';
import { readArchive } from './read-archive.ts';
import { RuleStoreError } from './rule-store-error.ts';

const paths = (entries: readonly Entry[]) => readArchive(tarGz(entries), 'a.tar.gz').files.map(({ path }) => path);
const file = (path: string, content = 'x'): Entry => ({ path, content });
const pax = (...records: readonly [string, string][]): Entry => ({
  path: 'PaxHeader',
  type: 'x',
  content: records.map(([keyword, value]) => paxRecord(keyword, value)).join(''),
});

test('what the tar program packs, in each of its formats, is unpacked as it was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'airside-tar-'));
  try {
    const deep = `set-1.0/rules/${'long-name-'.repeat(8)}/${'another-'.repeat(8)}.conf`;
    mkdirSync(join(folder, deep, '..'), { recursive: true });
    writeFileSync(join(folder, deep), 'deep');
    writeFileSync(join(folder, 'set-1.0/crs-setup.conf'), '');
    for (const format of ['gnu', 'ustar', 'pax']) {
      execFileSync('tar', ['-czf', 'out.tar.gz', `--format=${format}`, 'set-1.0'], { cwd: folder });
      const { files, wrapper } = readArchive(readFileSync(join(folder, 'out.tar.gz')), 'out.tar.gz');
      const found = files.map(({ path, content }) => [path, Buffer.from(content).toString()]);
      expect({ wrapper, found }, format).toEqual({
        wrapper: 'set-1.0',
        found: [
          ['crs-setup.conf', ''],
          [deep.replace('set-1.0/', ''), 'deep'],
        ],
      });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('one folder around everything is taken away, the folder of the rules is not', () => {
  expect(paths([file('set-1.0/setup.conf'), file('set-1.0/rules/a.conf')])).toEqual(['rules/a.conf', 'setup.conf']);
  expect(paths([file('./setup.conf'), file('./rules/a.conf')])).toEqual(['rules/a.conf', 'setup.conf']);
  expect(paths([file('rules/a.conf')])).toEqual(['rules/a.conf']);
});

test('what begins with a dot is left out, and refused all the same where it is not sound', () => {
  expect(paths([file('set/.github/x'), file('set/rules/.y'), file('set/rules/a.conf')])).toEqual(['rules/a.conf']);
  expect(() => paths([file('a'), { path: '.b', type: '2', link: 'a' }])).toThrow('is a symbolic link');
});

test('the header that git puts before an archive is passed over', () => {
  const header = { path: 'pax_global_header', type: 'g', content: paxRecord('comment', 'a'.repeat(40)) };
  expect(paths([header, file('a'), file('b')])).toEqual(['a', 'b']);
});

const REFUSED: Readonly<Record<string, readonly [readonly Entry[], string | RegExp]>> = {
  'an absolute path': [[file('/etc/passwd')], 'the path is absolute (at "/etc/passwd")'],
  'a path that leads out': [[file('rules/../../x')], 'the path leads out of the rule set'],
  'a path that leads out by its prefix': [[{ ...file('x'), prefix: '../..' }], 'the path leads out'],
  'a path that leads out by pax': [[pax(['path', '../x']), file('x')], 'the path leads out'],
  'a path that leads out by a long name': [[{ path: 'L', type: 'L', content: '../x\0' }, file('x')], 'the path leads out'],
  'a backslash': [[file('..\\x')], 'a backslash or a colon'],
  'a drive': [[file('c:x')], 'a backslash or a colon'],
  'a control character': [[file('a\u0007')], 'printable ASCII'],
  'a path behind a NUL': [[{ path: 'L', type: 'L', content: 'a\0/../../b' }, file('x')], 'printable ASCII'],
  'no path': [[file('')], 'the path holds other characters than printable ASCII, or none'],
  'a path that names no file': [[file('./')], 'the path names no file'],
  'a deep path': [[file(`${'a/'.repeat(17)}b`)], 'deeper than 16 folders'],
  'a long name': [[pax(['path', 'a'.repeat(101)]), file('x')], 'longer than'],
  'a symbolic link': [[{ path: 'a', type: '2', link: '/etc/passwd' }], '"a" is a symbolic link'],
  'a hard link': [[file('b'), { path: 'a', type: '1', link: 'b' }], '"a" is a hard link'],
  'a character device': [[{ path: 'a', type: '3' }], '"a" is a device'],
  'a block device': [[{ path: 'a', type: '4' }], '"a" is a device'],
  'a named pipe': [[{ path: 'a', type: '6' }], '"a" is a named pipe'],
  'a contiguous file': [[{ path: 'a', type: '7' }], 'of the unknown type "7"'],
  'a sparse file': [[{ path: 'a', type: 'S' }], '"a" is a sparse file'],
  'a link by GNU': [[{ path: 'a', type: 'K', content: 'b' }], '"a" is a link'],
  'the same path twice': [[file('a'), file('./a')], 'the path is there twice (at "./a")'],
  'the same path in other letters': [[file('a'), file('A')], 'the path is there twice'],
  'a file where a folder is': [[file('a/b'), file('a')], 'the path is there twice'],
  'a folder where a file is': [[file('a'), file('a/b')], 'the path leads through a file'],
  'a folder with content': [[{ path: 'a/', type: '5', content: 'x' }], 'the folder has content'],
  'two paths for one entry': [[{ path: 'L', type: 'L', content: 'a\0' }, pax(['path', 'b']), file('x')], 'has two paths'],
  'a path for no entry': [[file('x'), pax(['path', 'b'])], 'ends too early'],
  'a link by pax': [[pax(['linkpath', '/etc']), file('x')], '"linkpath" in a pax header'],
  'a size by pax': [[pax(['size', '0']), file('x')], '"size" in a pax header'],
  'a sparse file by pax': [[pax(['GNU.sparse.major', '1']), file('x')], '"GNU.sparse.major" in a pax header'],
  'a path for all entries': [[{ ...pax(['path', 'b']), type: 'g' }, file('x')], '"path" in a pax header'],
  'two pax paths': [[pax(['path', 'a'], ['path', 'b']), file('x')], '"path" in a pax header'],
  'a pax record that is too long': [[{ path: 'x', type: 'x', content: '99 path=a\n' }, file('x')], 'pax header of the archive is damaged'],
  'a pax record without length': [[{ path: 'x', type: 'x', content: 'path=a\n' }, file('x')], 'pax header of the archive is damaged'],
  'a long header': [[{ path: 'x', type: 'x', content: 'a'.repeat(65_537) }, file('x')], 'a header that is too long'],
  'a size that is negative': [[{ ...file('a'), size: '-0000000001\0' }], 'not octal'],
  'a size in base 256': [[{ ...file('a'), size: '\u0080\0\0\0\0\0\0\0\0\0\0\u0001' }], 'not octal'],
  'a size beyond the end': [[{ ...file('a'), size: '77777777777\0' }], 'the archive ends too early'],
  'a wrong checksum': [[{ ...file('a'), checksum: '000000\0 ' }], 'a header of the archive is damaged'],
  'another format': [[{ ...file('a'), magic: '' }], 'no tar archive of the formats'],
};

test.each(Object.entries(REFUSED))('%s is refused', (_name, [entries, message]) => {
  const read = () => readArchive(tarGz(entries), 'a.tar.gz');
  expect(read).toThrow(RuleStoreError);
  expect(read).toThrow(message);
});

test.each<[string, Uint8Array, string]>([
  ['no gzip', tar([file('a')]), 'expected a .tar.gz archive'],
  ['nothing', Buffer.alloc(0), 'expected a .tar.gz archive'],
  ['a damaged gzip', tarGz([file('a')]).subarray(0, 40), 'a.tar.gz cannot be unpacked'],
  ['no end', gzipSync(tar([file('a')], Buffer.alloc(0))), 'the archive ends too early'],
  ['an end and more', gzipSync(tar([file('a')], Buffer.concat([Buffer.alloc(1024), tar([file('b')])]))), 'bytes behind the end'],
])('%s is refused', (_name, archive, message) => {
  expect(() => readArchive(archive, 'a.tar.gz')).toThrow(message);
});

test('a bomb is refused before it has unpacked', () => {
  const bomb = gzipSync(Buffer.alloc(MOST_BYTES + 64 * 1024 * 1024));
  const before = process.memoryUsage().arrayBuffers;
  expect(() => readArchive(bomb, 'bomb.tar.gz')).toThrow('it unpacks to more than');
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 * MOST_BYTES);
});

test('too many files, or too large ones, are refused', () => {
  const many = Array.from({ length: 10_001 }, (_, index) => file(`f${index}`, ''));
  expect(() => paths(many)).toThrow('there are more than 10000 files');
  const large = { path: 'a', content: Buffer.alloc(MOST_BYTES + 1) };
  expect(() => paths([large])).toThrow(`the files have more than ${MOST_BYTES} bytes`);
});

test('whatever the bytes of an archive are, it is read within its bounds or refused with a reason', () => {
  const sound = tar([pax(['path', 'rules/a.conf']), file('x', 'abc'), { path: 'd/', type: '5' }, file('d/b', 'c')]);
  const mutations = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(mutations, fc.nat(sound.length), fc.boolean(), (changes, end, cut) => {
      const bytes = Buffer.from(sound);
      for (const [place, value] of changes) bytes[place] = value;
      // A checksum that fits lets the change reach what lies behind it.
      for (const start of [0, 1024]) mendChecksum(bytes, start);
      try {
        const { files } = readArchive(gzipSync(cut ? bytes.subarray(0, end) : bytes), 'a.tar.gz');
        for (const { path } of files) expect(path).toMatch(/^(?!\/)(?!.*\.\.\/)[\x20-\x7e]+$/);
      } catch (error) {
        expect(error).toBeInstanceOf(RuleStoreError);
      }
    }),
    { numRuns: 300 },
  );
});

function mendChecksum(bytes: Buffer, start: number): void {
  bytes.write(' '.repeat(8), start + 148);
  const sum = bytes.subarray(start, start + 512).reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, start + 148);
}
