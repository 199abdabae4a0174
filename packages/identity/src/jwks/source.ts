/** Where the text of a key set comes from. */
export interface KeySource {
  readonly location: string;
  /** Rejects with an error that says why the text cannot be had. */
  read(signal: AbortSignal): Promise<string>;
}

/** Largest key set that is read. */
export const LARGEST_KEY_SET_BYTES = 256 * 1024;

/** Decodes the bytes of a key set: strict UTF-8. */
export function decodeKeySet(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}
