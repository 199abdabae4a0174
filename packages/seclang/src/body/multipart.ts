import type { Argument } from './argument.ts';
import { messageOf } from './body-error.ts';
import { readBoundary } from './multipart-boundary.ts';
import { isStrictError, type MultipartFlags, noFlags } from './multipart-flags.ts';
import {
  DEFAULT_MULTIPART_LIMITS,
  type MultipartFile,
  type MultipartLimits,
  type MultipartPart,
  MultipartReader,
} from './multipart-reader.ts';

export interface MultipartBody {
  /** The parts that are no files, in the order of the body. */
  readonly arguments: readonly Argument[];
  readonly files: readonly MultipartFile[];
  /** `MULTIPART_PART_HEADERS`: each header of each part in one line, named by the name of the part. */
  readonly partHeaders: readonly Argument[];
  /** All parts, files among them, in the order of the body. */
  readonly parts: readonly MultipartPart[];
  /** Where the final boundary begins, in bytes. */
  readonly finalBoundary: number;
  readonly flags: Readonly<MultipartFlags>;
  /** `MULTIPART_STRICT_ERROR`: whether the body has an error, or anything that readers may understand differently. */
  readonly isStrictError: boolean;
  /** What is wrong with the body, or which limit it exceeds. Parts before it are given all the same. */
  readonly error?: string;
}

/**
 * Reads a body of `multipart/form-data` (RFC 7578), a byte string, as strictly as ModSecurity: it takes what every server would understand
 * alike, and flags or refuses the rest. `contentType` is the value of the header. Never throws; linear in the body's length.
 */
export function parseMultipart(body: string, contentType: string, limits: Partial<MultipartLimits> = {}): MultipartBody {
  const flags = noFlags();
  let reader: MultipartReader | undefined;
  const error = messageOf(() => {
    reader = new MultipartReader(body, readBoundary(contentType, flags), flags, { ...DEFAULT_MULTIPART_LIMITS, ...limits });
    reader.run();
  });
  return {
    arguments: reader?.arguments ?? [],
    files: reader?.files ?? [],
    partHeaders: reader?.partHeaders ?? [],
    parts: reader?.parts ?? [],
    finalBoundary: reader?.finalBoundary ?? 0,
    flags,
    isStrictError: error !== undefined || isStrictError(flags),
    ...(error === undefined ? {} : { error }),
  };
}
