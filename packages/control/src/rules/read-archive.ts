import { gunzipSync } from 'node:zlib';

import { FileCollector, MOST_BYTES, MOST_FILES, type RuleSetFile } from './file-collector.ts';
import { RuleStoreError } from './rule-store-error.ts';
import { readTar, type TarEntry } from './tar.ts';

export const MOST_ARCHIVE_BYTES = 32 * 1024 * 1024;
/** Each entry has a header and is filled up to whole blocks. */
const MOST_TAR_BYTES = MOST_BYTES + 2 * MOST_FILES * 1024;
/** A folder of this name is part of a rule set, and never the one that wraps it. */
const RULES_FOLDER = 'rules';

export interface UnpackedArchive {
  readonly files: readonly RuleSetFile[];
  /** Name of the one folder that held everything, and was taken away; undefined where there was none. */
  readonly wrapper: string | undefined;
}

/**
 * The files in a `.tar.gz` but those whose name begins with a dot, in memory: nothing is written. Throws a RuleStoreError where one of
 * its entries, or all of them, are refused.
 */
export function readArchive(archive: Uint8Array, name: string): UnpackedArchive {
  const collector = new FileCollector();
  let current: TarEntry | undefined;
  try {
    for (const entry of readTar(unzipped(archive))) {
      current = entry;
      if (entry.kind === 'file') collector.add(entry.path, entry.content);
      else if (entry.content.length > 0) throw new Error('the folder has content');
    }
  } catch (error) {
    const place = current === undefined ? '' : ` (at ${JSON.stringify(current.path.slice(0, 300))})`;
    throw new RuleStoreError('refused', `${name} cannot be unpacked: ${(error as Error).message}${place}`, { cause: error });
  }
  const { files, wrapper } = unwrapped(collector.files());
  return { files: files.filter(({ path }) => !isHidden(path)), wrapper };
}

function unzipped(archive: Uint8Array): Uint8Array {
  if (archive[0] !== 0x1f || archive[1] !== 0x8b) throw new Error('expected a .tar.gz archive');
  try {
    return gunzipSync(archive, { maxOutputLength: MOST_TAR_BYTES });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Error(code === 'ERR_BUFFER_TOO_LARGE' ? `it unpacks to more than ${MOST_TAR_BYTES} bytes` : message, { cause: error });
  }
}

/** As in folders: what belongs to version control and editors is no part of a rule set. */
function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'));
}

/** Releases stand in one folder, such as coreruleset-4.28.0. */
function unwrapped(files: readonly RuleSetFile[]): UnpackedArchive {
  const [wrapper = ''] = files[0]?.path.split('/') ?? [];
  const wraps = wrapper !== RULES_FOLDER && files.every(({ path }) => path.startsWith(`${wrapper}/`));
  if (!wraps || files.length === 0) return { files, wrapper: undefined };
  return { files: files.map(({ path, content }) => ({ path: path.slice(wrapper.length + 1), content })), wrapper };
}
