/** What is unusual about a multipart body, by the meaning of ModSecurity's variables `MULTIPART_…`. */
export interface MultipartFlags {
  /** The boundary is written in quotation marks. */
  boundaryQuoted: boolean;
  /** White space stands around the `=` of the boundary. */
  boundaryWhitespace: boolean;
  /** No semicolon stands before the boundary. */
  missingSemicolon: boolean;
  /** Data stands before the first boundary. */
  dataBefore: boolean;
  /** Data stands behind the last boundary. */
  dataAfter: boolean;
  /** A header of a part goes on in a further line. */
  headerFolding: boolean;
  /** Such a line begins with other white space than spaces and tabs. */
  invalidHeaderFolding: boolean;
  /** A line of a boundary or a header ends with CRLF. */
  crlfLine: boolean;
  /** A line of a boundary or a header ends with LF only. */
  lfLine: boolean;
  /** A single quotation mark stands in a name that is not in double ones, or quotation ends where it should not. */
  invalidQuoting: boolean;
  /** A part has no name. */
  invalidPart: boolean;
  /** There are more files than the limit. */
  fileLimitExceeded: boolean;
  /** 1: something looks like a boundary and is none; 2: and a boundary was found behind it, so that it may be data. */
  unmatchedBoundary: 0 | 1 | 2;
}

/** Flags of a body that is as it should be. */
export function noFlags(): MultipartFlags {
  return {
    boundaryQuoted: false,
    boundaryWhitespace: false,
    missingSemicolon: false,
    dataBefore: false,
    dataAfter: false,
    headerFolding: false,
    invalidHeaderFolding: false,
    crlfLine: false,
    lfLine: false,
    invalidQuoting: false,
    invalidPart: false,
    fileLimitExceeded: false,
    unmatchedBoundary: 0,
  };
}

/** `MULTIPART_STRICT_ERROR`: whether any of the flags is set that a strict reader would not forgive. */
export function isStrictError(flags: MultipartFlags): boolean {
  return (
    flags.boundaryQuoted ||
    flags.boundaryWhitespace ||
    flags.missingSemicolon ||
    flags.dataBefore ||
    flags.dataAfter ||
    flags.headerFolding ||
    flags.invalidHeaderFolding ||
    flags.lfLine ||
    flags.invalidQuoting ||
    flags.invalidPart ||
    flags.fileLimitExceeded
  );
}
