/** What a definition may cost to read. A definition that needs more is refused with a problem that names the bound. */
export interface ReadBounds {
  /** Files, the first one counted. */
  readonly files: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Levels of nesting. */
  readonly depth: number;
  /** YAML aliases in one file. */
  readonly aliases: number;
  /** Values in one file, after its YAML aliases were expanded. */
  readonly values: number;
  readonly operations: number;
  /** Problems that are reported. */
  readonly problems: number;
}

export const DEFAULT_BOUNDS: ReadBounds = {
  files: 100,
  fileBytes: 64 * 1024 * 1024,
  depth: 200,
  aliases: 10_000,
  values: 5_000_000,
  operations: 50_000,
  problems: 1000,
};
